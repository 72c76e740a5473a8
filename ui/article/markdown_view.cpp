// SPDX-License-Identifier: MIT
#include "article/markdown_view.h"

#include "article/code_box.h"
#include "article/markdown_blocks.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace faultline {

namespace {

constexpr int markerWidth = 20;

} // namespace

MarkdownView::MarkdownView(const QString& markdown, const FlowText::CodeLinker& linker, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);

    for (const MarkdownBlock& block : markdownBlocks(markdown)) {
        auto* line = new QHBoxLayout;
        line->setSpacing(0);
        const int indent = (block.depth - (block.marker.isEmpty() ? 0 : 1)) * markerWidth;
        if (indent > 0)
            line->addSpacing(indent);
        if (!block.marker.isEmpty()) {
            auto* marker = new QLabel(block.marker);
            marker->setTextFormat(Qt::PlainText);
            marker->setFixedWidth(markerWidth);
            marker->setAlignment(Qt::AlignLeft | Qt::AlignTop);
            marker->setContentsMargins(2, 1, 0, 0);
            line->addWidget(marker, 0, Qt::AlignTop);
        }
        if (block.kind == MarkdownBlock::Kind::Code) {
            line->addWidget(new CodeBox(block.text), 1);
        } else {
            auto* text = new FlowText;
            if (block.kind == MarkdownBlock::Kind::Heading) {
                QFont bold = text->font();
                bold.setWeight(QFont::DemiBold);
                text->setFont(bold);
            }
            text->setMarkdownText(block.text, linker);
            connect(text, &QTextBrowser::anchorClicked, this, &MarkdownView::linkActivated);
            connect(text, &QTextBrowser::highlighted, this, [this](const QUrl& address) { emit linkHovered(address.toString()); });
            line->addWidget(text, 1);
        }
        column->addLayout(line);
    }
}

} // namespace faultline

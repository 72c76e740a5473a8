// SPDX-License-Identifier: MIT
#include "article/flow_text.h"

#include "theme/theme.h"

#include <QScopedValueRollback>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace faultline {

namespace {

constexpr int lineHeight = 128; // per cent

struct Span {
    int from, to;
    QTextCharFormat format;
    QString text;
};

} // namespace

FlowText::FlowText(QWidget* parent) : QTextBrowser(parent) {
    setFrameShape(NoFrame);
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setContextMenuPolicy(Qt::DefaultContextMenu);
}

void FlowText::setMarkdownText(const QString& markdown, CodeLinker linker) {
    m_source = markdown;
    m_linker = std::move(linker);
    m_isCode = false;
    render();
}

void FlowText::setCode(const QString& code) {
    m_source = code;
    m_isCode = true;
    render();
}

QVariant FlowText::loadResource(int, const QUrl&) {
    return {};
}

void FlowText::render() {
    const QScopedValueRollback rendering(m_rendering, true);
    if (m_isCode) {
        document()->setDefaultFont(Theme::monospace(font()));
        document()->setPlainText(m_source);
    } else {
        document()->setDefaultFont(font());
        document()->setMarkdown(m_source,
                                QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
    }
    decorate();
    fitHeight();
}

void FlowText::decorate() {
    const Theme theme = Theme::of(palette());
    const QFont monospace = Theme::monospace(font());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat blockFormat = block.blockFormat();
        blockFormat.setLineHeight(lineHeight, QTextBlockFormat::ProportionalHeight);
        blockFormat.setTopMargin(0);
        blockFormat.setBottomMargin(block.next().isValid() && !m_isCode ? 6 : 0);
        cursor.setBlockFormat(blockFormat);
        if (m_isCode)
            continue;

        QList<Span> spans;
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (fragment.isValid())
                spans.append({fragment.position(), fragment.position() + fragment.length(), fragment.charFormat(), fragment.text()});
        }
        for (const Span& span : std::as_const(spans)) {
            QTextCharFormat format = span.format;
            if (format.isAnchor()) {
                format.setForeground(theme.accent);
                format.setFontUnderline(false);
                format.setToolTip(format.anchorHref().toHtmlEscaped());
            } else if (format.fontFixedPitch()) {
                format.setFontFamilies(monospace.families());
                format.setProperty(QTextFormat::FontPixelSize, monospace.pixelSize());
                format.setBackground(theme.quiet);
                format.setForeground(theme.text);
                if (const CodeLink link = m_linker ? m_linker(span.text) : CodeLink(); !link.address.isEmpty()) {
                    format.setAnchor(true);
                    format.setAnchorHref(link.address);
                    format.setToolTip(link.tip.toHtmlEscaped());
                    format.setForeground(theme.accent);
                    format.setFontUnderline(false);
                    format.clearBackground();
                }
            } else {
                continue;
            }
            cursor.setPosition(span.from);
            cursor.setPosition(span.to, QTextCursor::KeepAnchor);
            cursor.setCharFormat(format);
        }
    }
}

void FlowText::fitHeight() {
    document()->setTextWidth(std::max(1, viewport()->width()));
    const int wanted = static_cast<int>(std::ceil(document()->size().height()));
    if (wanted != height())
        setFixedHeight(wanted);
}

QSize FlowText::sizeHint() const {
    return {240, static_cast<int>(std::ceil(document()->size().height()))};
}

QSize FlowText::minimumSizeHint() const {
    return {40, 0};
}

void FlowText::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    fitHeight();
}

void FlowText::wheelEvent(QWheelEvent* event) {
    // The text is always whole: scrolling belongs to what it stands in.
    event->ignore();
}

void FlowText::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (!m_rendering && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        render();
}

} // namespace faultline

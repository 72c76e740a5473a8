// SPDX-License-Identifier: MIT
#include "article/flow_text.h"

#include "article/code_wrap.h"
#include "theme/theme.h"

#include <QFontMetrics>
#include <QMimeData>
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
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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
        setWordWrapMode(QTextOption::NoWrap);
        m_columns = 0;
        wrapCode(viewport()->width());
    } else {
        document()->setDefaultFont(font());
        setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        document()->setMarkdown(m_source,
                                QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
        decorate();
    }
    document()->setTextWidth(std::max(1, viewport()->width()));
    updateGeometry();
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

int FlowText::codeColumns(int width) const {
    const qreal column = QFontMetricsF(document()->defaultFont()).horizontalAdvance(u'0');
    return std::max(8, static_cast<int>((width - 1) / std::max<qreal>(1, column)));
}

void FlowText::wrapCode(int width) {
    const int columns = codeColumns(width);
    if (!m_isCode || columns == m_columns)
        return;
    m_columns = columns;
    const QScopedValueRollback rendering(m_rendering, true);
    const QString wrapped = wrappedCode(m_source, columns);
    m_rows = rowsOfCode(wrapped);
    document()->setPlainText(wrapped);
    decorate();
}

int FlowText::heightForWidth(int width) const {
    if (m_isCode) {
        const qreal row = document()->size().height() / m_rows;
        return static_cast<int>(std::ceil(row * rowsOfCode(wrappedCode(m_source, codeColumns(width)))));
    }
    // The document is laid out for one width at a time; asking for another must leave it as it was.
    const qreal before = document()->textWidth();
    if (qFuzzyCompare(before, static_cast<qreal>(width)))
        return static_cast<int>(std::ceil(document()->size().height()));
    const auto document = const_cast<FlowText*>(this)->document();
    document->setTextWidth(std::max(1, width));
    const int height = static_cast<int>(std::ceil(document->size().height()));
    document->setTextWidth(before);
    return height;
}

QSize FlowText::sizeHint() const {
    return {240, heightForWidth(240)};
}

QSize FlowText::minimumSizeHint() const {
    return {40, 0};
}

void FlowText::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    wrapCode(viewport()->width());
    document()->setTextWidth(std::max(1, viewport()->width()));
}

QMimeData* FlowText::createMimeDataFromSelection() const {
    if (!m_isCode)
        return QTextBrowser::createMimeDataFromSelection();
    auto* text = new QMimeData;
    text->setText(unwrappedCode(textCursor().selectedText()).replace(QChar::ParagraphSeparator, u'\n'));
    return text;
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

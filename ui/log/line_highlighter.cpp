// SPDX-License-Identifier: MIT
#include "log/line_highlighter.h"

#include <array>

namespace faultline {

namespace {

constexpr qsizetype highlightLimit = 2048; // characters of a line that are looked at

/// Colours that only logs use, chosen to be read on the base of either lightness.
struct Accents {
    QColor string, path, keyword, number, faint;
};

Accents accentsOf(const Theme& theme) {
    if (theme.dark)
        return {QColor(0x8fd19e), QColor(0x7ea6ff), QColor(0xcf9bf5), QColor(0xe6b98a), Theme::mix(theme.base, theme.text, 0.55)};
    return {QColor(0x1f7a45), QColor(0x1f5fc4), QColor(0x7a35b0), QColor(0x8a4b10), Theme::mix(theme.base, theme.text, 0.58)};
}

} // namespace

void LineHighlighter::setColours(const Theme& theme, const KSyntaxHighlighting::Theme& syntaxTheme) {
    m_colours = theme;
    setTheme(syntaxTheme);
    m_known.clear();
}

QList<QTextLayout::FormatRange> LineHighlighter::formats(const LogLine& line, const KSyntaxHighlighting::State& before,
                                                         KSyntaxHighlighting::State& after) {
    QList<QTextLayout::FormatRange> ranges;
    m_target = &ranges;
    after = highlightLine(QStringView(line.text).first(std::min(line.text.size(), highlightLimit)), before);
    m_target = nullptr;
    ranges.reserve(ranges.size() + static_cast<qsizetype>(line.runs.size()));
    for (const AnsiRun& run : line.runs) {
        QTextLayout::FormatRange range{run.start, run.length, {}};
        if (run.foreground)
            range.format.setForeground(colourOf(*run.foreground));
        else if (run.faint)
            range.format.setForeground(m_colours.muted);
        if (run.background) {
            // Full terminal colours would shout down the severities.
            range.format.setBackground(Theme::mix(m_colours.base, colourOf(*run.background), 0.2));
        }
        if (run.bold)
            range.format.setFontWeight(QFont::Bold);
        if (run.italic)
            range.format.setFontItalic(true);
        if (run.underline)
            range.format.setFontUnderline(true);
        ranges.append(range);
    }
    return ranges;
}

KSyntaxHighlighting::State LineHighlighter::stateAfter(const LogLine& line, const KSyntaxHighlighting::State& before) {
    m_target = nullptr;
    return highlightLine(QStringView(line.text).first(std::min(line.text.size(), highlightLimit)), before);
}

void LineHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) {
    if (!m_target || length <= 0)
        return;
    const auto known = m_known.constFind(format.id());
    const QTextCharFormat& text = known != m_known.constEnd() ? *known : *m_known.insert(format.id(), charFormat(format));
    if (!text.isEmpty())
        m_target->append({offset, length, text});
}

QTextCharFormat LineHighlighter::charFormat(const KSyntaxHighlighting::Format& format) const {
    QTextCharFormat text;
    const Accents accents = accentsOf(m_colours);
    const QString name = format.name();
    if (!name.startsWith(u"Log: ")) {
        if (format.hasTextColor(theme()))
            text.setForeground(format.textColor(theme()));
        if (format.isBold(theme()))
            text.setFontWeight(QFont::Bold);
        if (format.isItalic(theme()))
            text.setFontItalic(true);
        return text;
    }
    const QStringView kind = QStringView(name).sliced(5);
    struct Look {
        QStringView kind;
        QColor colour;
        bool bold = false, italic = false;
    };
    const std::array looks{
        Look{u"Timestamp", m_colours.muted},
        Look{u"Separator", m_colours.muted},
        Look{u"Field", m_colours.muted},
        Look{u"Debug", accents.faint},
        Look{u"Info", m_colours.good},
        Look{u"Warning", m_colours.warning, true},
        Look{u"Error", m_colours.error, true},
        Look{u"Exception", m_colours.error, true},
        Look{u"Traceback", accents.keyword, true},
        Look{u"Function", accents.keyword},
        Look{u"Line Number", m_colours.text, true},
        Look{u"Code", m_colours.text},
        Look{u"Marker", m_colours.error},
        Look{u"String", accents.string},
        Look{u"Path", accents.path},
        Look{u"Url", accents.path},
        Look{u"Key", accents.keyword},
        Look{u"Number", accents.number},
        Look{u"Constant", accents.number},
        Look{u"Identifier", m_colours.muted},
        Look{u"Note", m_colours.muted, false, true},
    };
    for (const Look& look : looks) {
        if (kind != look.kind)
            continue;
        text.setForeground(look.colour);
        if (look.bold)
            text.setFontWeight(QFont::Bold);
        if (look.italic)
            text.setFontItalic(true);
        break;
    }
    return text;
}

QColor LineHighlighter::colourOf(const AnsiColour& colour) const {
    if (colour.index < 0) {
        const QColor exact = QColor::fromRgb(colour.rgb);
        return Theme::contrast(exact, m_colours.base) >= 3 ? exact : Theme::mix(exact, m_colours.text, 0.5);
    }
    const Accents accents = accentsOf(m_colours);
    const QColor cyan = m_colours.dark ? QColor(0x6fd0d8) : QColor(0x0b7285);
    const std::array colours{m_colours.dark ? m_colours.muted : m_colours.text,
                             m_colours.error,
                             m_colours.good,
                             m_colours.warning,
                             accents.path,
                             accents.keyword,
                             cyan,
                             m_colours.dark ? m_colours.text : m_colours.muted};
    const QColor chosen = colours[static_cast<std::size_t>(colour.index % 8)];
    return colour.index == 8 ? m_colours.muted : colour.index == 15 ? m_colours.text : chosen;
}

} // namespace faultline

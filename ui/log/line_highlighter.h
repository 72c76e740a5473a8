// SPDX-License-Identifier: MIT
#pragma once

#include "log/log_line.h"
#include "theme/theme.h"

#include <KSyntaxHighlighting/Format>

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QHash>
#include <QList>
#include <QTextLayout>

namespace faultline {

/// Colours of one line: what the syntax definition says, and above it what ANSI escape sequences asked for.
/// Colours of our own log definition come from `Theme`, those of other definitions from KSyntaxHighlighting's theme for that lightness.
class LineHighlighter : public KSyntaxHighlighting::AbstractHighlighter {
public:
    /// `syntaxTheme` serves the definitions that are not our own.
    void setColours(const Theme& theme, const KSyntaxHighlighting::Theme& syntaxTheme);

    /// The formats of `line` and the state for the next one. Only the first few thousand characters are looked at.
    [[nodiscard]] QList<QTextLayout::FormatRange> formats(const LogLine& line, const KSyntaxHighlighting::State& before,
                                                          KSyntaxHighlighting::State& after);
    /// Only the state for the next line.
    [[nodiscard]] KSyntaxHighlighting::State stateAfter(const LogLine& line, const KSyntaxHighlighting::State& before);

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override;

private:
    [[nodiscard]] QTextCharFormat charFormat(const KSyntaxHighlighting::Format& format) const;
    [[nodiscard]] QColor colourOf(const AnsiColour& colour) const;

    Theme m_colours;
    QHash<int, QTextCharFormat> m_known;
    QList<QTextLayout::FormatRange>* m_target = nullptr;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "log/laid_line.h"
#include "log/line_highlighter.h"

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace faultline {

class LogDocument;

/// The lines of a document as they were laid out and coloured lately. Lines are made when asked for and dropped when many newer ones were.
///
/// The syntax state of a line is carried on from the lines before it as far as those are in memory, at most `lookBack` lines: enough for a traceback,
/// and never the whole file.
class LineLayouts {
public:
    static constexpr std::uint64_t lookBack = 200;

    /// Null: there is nothing to lay out.
    void setDocument(std::shared_ptr<const LogDocument> document, const KSyntaxHighlighting::Definition& definition);
    void setMetrics(LineMetrics metrics);
    void setColours(const Theme& theme, const KSyntaxHighlighting::Theme& syntaxTheme);

    [[nodiscard]] const LineMetrics& metrics() const { return *m_metrics; }
    /// The first line of a fold is laid out as the row that says so.
    void setFolds(LineFolds folds);
    /// Null while the line's text is not in memory. Valid until the next call of any function but `line`, or of `line` some hundred times.
    [[nodiscard]] const LaidLine* line(LineNumber number);

    /// Forgets all lines: their numbers have changed.
    void forget();
    /// To be called when lines arrived: what was guessed without them is made anew.
    void linesArrived(LineNumber first, std::uint64_t count);

private:
    struct Entry {
        std::unique_ptr<LaidLine> laid;
        std::uint64_t used = 0;
    };

    [[nodiscard]] LineRoom roomFor(const LogLine& line) const;
    [[nodiscard]] KSyntaxHighlighting::State stateBefore(std::uint64_t line);
    void keepState(std::uint64_t line, KSyntaxHighlighting::State state);

    std::shared_ptr<const LogDocument> m_document;
    LineFolds m_folds;
    LineHighlighter m_highlighter;
    std::shared_ptr<const LineMetrics> m_metrics = std::make_shared<const LineMetrics>();
    std::unordered_map<std::uint64_t, Entry> m_lines;
    std::unordered_map<std::uint64_t, KSyntaxHighlighting::State> m_states; ///< after the line
    bool m_guessed = false;                                                 ///< a state was begun behind lines that were not in memory
    std::uint64_t m_clock = 0;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "log/line_layouts.h"

#include "log/line_pill.h"
#include "log/log_document.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t layoutLimit = 512; // lines kept laid out
constexpr std::size_t stateLimit = 8192;

} // namespace

void LineLayouts::setDocument(std::shared_ptr<const LogDocument> document, const KSyntaxHighlighting::Definition& definition) {
    m_document = std::move(document);
    m_folds = {};
    m_highlighter.setDefinition(definition);
    m_lines.clear();
    m_states.clear();
    m_guessed = false;
}

void LineLayouts::setMetrics(LineMetrics metrics) {
    m_metrics = std::make_shared<const LineMetrics>(std::move(metrics));
    m_lines.clear();
}

void LineLayouts::setColours(const Theme& theme, const KSyntaxHighlighting::Theme& syntaxTheme) {
    m_highlighter.setColours(theme, syntaxTheme);
    m_lines.clear();
}

void LineLayouts::setFolds(LineFolds folds) {
    m_folds = std::move(folds);
    m_lines.clear();
}

const LaidLine* LineLayouts::line(LineNumber number) {
    if (!m_document)
        return nullptr;
    Entry& entry = m_lines[number.index()];
    entry.used = ++m_clock;
    if (entry.laid)
        return entry.laid.get();
    LogLinePointer text;
    QList<QTextLayout::FormatRange> formats;
    if (const LineFold* const fold = m_folds.foldOf(number)) {
        LogLine row;
        row.number = number;
        row.fold = *fold;
        text = std::make_shared<const LogLine>(std::move(row));
    } else {
        text = m_document->line(number);
        if (!text) {
            m_lines.erase(number.index());
            return nullptr;
        }
        KSyntaxHighlighting::State after;
        formats = m_highlighter.formats(*text, stateBefore(number.index()), after);
        keepState(number.index(), std::move(after));
    }
    const LineRoom room = roomFor(*text);
    entry.laid = std::make_unique<LaidLine>(std::move(text), std::move(formats), m_metrics, room);
    const LaidLine* const laid = entry.laid.get();
    if (m_lines.size() > layoutLimit)
        std::erase_if(m_lines, [this](const auto& known) { return known.second.used + layoutLimit / 2 < m_clock; });
    return laid;
}

LineRoom LineLayouts::roomFor(const LogLine& line) const {
    LineRoom room;
    if (!line.isCut() && line.earlierStates == 0 && !line.statesShown && !line.fold)
        return room;
    const QFont font = LinePill::fontOf(m_metrics->font);
    room.before = LinePill::widthOf(LinePill::textOf(line, LinePill::Kind::Before), font);
    for (const LinePill::Kind kind : {LinePill::Kind::States, LinePill::Kind::More, LinePill::Kind::Fold})
        if (const int width = LinePill::widthOf(LinePill::textOf(line, kind), font); width > 0)
            room.behind += width + (room.behind > 0 ? LinePill::gap : 0);
    return room;
}

void LineLayouts::forget() {
    m_lines.clear();
    m_states.clear();
    m_guessed = false;
}

void LineLayouts::linesArrived(LineNumber first, std::uint64_t count) {
    if (m_guessed) {
        forget();
        return;
    }
    // A line may have come again, longer than before.
    std::erase_if(m_lines, [&](const auto& known) { return known.first >= first.index() && known.first < first.index() + count; });
}

KSyntaxHighlighting::State LineLayouts::stateBefore(std::uint64_t line) {
    KSyntaxHighlighting::State state;
    if (line == 0)
        return state;
    const std::uint64_t limit = line > lookBack ? line - lookBack : 0;
    std::uint64_t start = line;
    while (start > limit) {
        if (const auto known = m_states.find(start - 1); known != m_states.end()) {
            state = known->second;
            break;
        }
        if (!m_document->line(LineNumber(start - 1))) {
            m_guessed = true;
            break;
        }
        --start;
    }
    for (; start < line; ++start) {
        if (const LogLinePointer text = m_document->line(LineNumber(start))) {
            state = m_highlighter.stateAfter(*text, state);
            keepState(start, state);
        }
    }
    return state;
}

void LineLayouts::keepState(std::uint64_t line, KSyntaxHighlighting::State state) {
    if (m_states.size() >= stateLimit)
        m_states.clear();
    m_states.insert_or_assign(line, std::move(state));
}

} // namespace faultline

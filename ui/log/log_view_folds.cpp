// SPDX-License-Identifier: MIT
// What LogView folds: frames of the runtime, and what the level filter leaves out.
#include "log/log_view.h"

#include "log/overview_ruler.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t uncoveredLimit = 10'000;

} // namespace

void LogView::setRuntimeFrames(FrameRuns::IsRuntime isRuntime) {
    m_framesKnown = isRuntime != nullptr;
    m_frames = FrameRuns(std::move(isRuntime));
    if (m_document && m_framesKnown)
        for (const LogDocument::Lines& lines : m_document->inMemory())
            lookForFrames(lines.first, lines.count);
    updateFolds();
}

void LogView::lookForFrames(LineNumber first, std::uint64_t count) {
    // Lines whose numbers are not known yet come again once they are.
    if (!m_framesKnown || count == 0 || m_document->isEstimated(first + (count - 1)))
        return;
    LogLinePointer line; // keeps the text that is looked at
    const bool changed = m_frames.look(first, count, [&](LineNumber number) -> std::optional<QStringView> {
        line = m_document->line(number);
        return line ? std::optional<QStringView>(line->text) : std::nullopt;
    });
    if (changed && m_foldFrames)
        updateFolds();
}

void LogView::setFoldFrames(bool fold) {
    if (m_foldFrames == fold)
        return;
    m_foldFrames = fold;
    m_opened.clear();
    m_uncovered.clear();
    updateFolds();
    m_scroller.present(folds().shown(currentLine()));
    scrolled();
}

void LogView::setOnlyTelling(bool only) {
    if (m_onlyTelling == only)
        return;
    m_onlyTelling = only;
    m_uncovered.clear();
    if (only) {
        // Whoever has scrolled away from the caret is where it scrolled to.
        if (m_scroller.lineCount() > 0 && !m_scroller.topOf(currentLine()))
            setSelection({{m_scroller.top(), 0}, {m_scroller.top(), 0}});
        startLevels();
        updateFolds();
    } else {
        m_levels.clear();
        m_levelsStarted = false;
        const std::optional<Aim> aim = std::exchange(m_aim, {});
        updateFolds();
        if (aim && aim->shown == currentLine() && m_selection.isEmpty())
            setSelection({{aim->line, 0}, {aim->line, 0}});
    }
    m_scroller.present(folds().shown(currentLine()));
    if (m_aim)
        m_aim->top = {m_scroller.top(), m_scroller.offset()};
    scrolled();
}

void LogView::startLevels() {
    // Nobody waits for those of a log that does not show.
    if (m_levelsStarted || !m_document || !m_document->isOpen() || !isVisible())
        return;
    m_levelsStarted = true;
    m_aim = {currentLine(), currentLine(), {m_scroller.top(), m_scroller.offset()}};
    m_levels.start(m_document->text());
}

void LogView::setFolded(LineNumber line, bool folded) {
    if (!folded) {
        if (const LineFold* const fold = folds().foldOf(line))
            m_opened.insert(fold->first);
    } else {
        FoldPlan whole = foldPlan();
        whole.opened.clear();
        std::erase_if(whole.kept, [this](std::uint64_t kept) { return m_uncovered.contains(kept) && !isMarked(LineNumber(kept)); });
        const LineFolds all(whole.folds());
        const LineFold* const fold = all.foldOf(line);
        if (!fold)
            return;
        m_opened.erase(m_opened.lower_bound(fold->first), m_opened.lower_bound(fold->end()));
        m_uncovered.erase(m_uncovered.lower_bound(fold->first), m_uncovered.lower_bound(fold->end()));
    }
    updateFolds();
}

void LogView::uncover(LineNumber line) {
    // Also where nothing is folded yet: what comes to be later must not take it from under the reader.
    if (m_uncovered.size() >= uncoveredLimit)
        m_uncovered.clear();
    m_uncovered.insert(line.index());
    if (folds().foldOf(line))
        updateFolds();
}

bool LogView::isMarked(LineNumber line) const {
    const LogMark* const mark = markOf(line);
    return (mark && mark->kind != LogMark::Kind::Noise) || isBookmarked(line);
}

FoldPlan LogView::foldPlan() const {
    FoldPlan plan;
    if (!m_document)
        return plan;
    plan.lineCount = m_document->lineCount();
    if (m_foldFrames)
        plan.frames = m_frames.runs();
    plan.filter = m_onlyTelling && m_levelsStarted;
    plan.telling = m_levels.runs();
    plan.lookedAt = m_levels.lines();
    plan.kept.assign(m_uncovered.begin(), m_uncovered.end());
    for (const LogMark& mark : m_marks)
        if (mark.kind != LogMark::Kind::Noise)
            plan.kept.push_back(mark.line.index());
    for (const LineNumber line : m_bookmarks)
        plan.kept.push_back(line.index());
    std::ranges::sort(plan.kept);
    plan.opened = m_opened;
    return plan;
}

void LogView::updateFolds() {
    LineFolds now(foldPlan().folds());
    if (now == folds())
        return;
    const bool aims =
        m_aim && m_selection.isEmpty() && m_aim->shown == currentLine() && m_aim->top == std::pair(m_scroller.top(), m_scroller.offset());
    m_layouts.setFolds(now);
    m_ruler->setFolds(now);
    m_scroller.setFolds(std::move(now));
    if (aims)
        followAim();
    else
        m_aim.reset();
    // The caret is never where nothing shows.
    if (const LineNumber caret = folds().shown(currentLine()); caret != currentLine() && m_selection.isEmpty())
        setSelection({{caret, 0}, {caret, 0}});
    scrolled();
}

void LogView::followAim() {
    m_aim->shown = folds().shown(m_aim->line);
    setSelection({{m_aim->shown, 0}, {m_aim->shown, 0}});
    m_scroller.present(m_aim->shown);
    m_aim->top = {m_scroller.top(), m_scroller.offset()};
}

LogMargin::Fold LogView::foldAt(LineNumber line) const {
    if (folds().foldOf(line))
        return LogMargin::Fold::Closed;
    const LineFold* const run = m_foldFrames ? m_frames.runOf(line) : nullptr;
    if (!run || run->first != line.index())
        return LogMargin::Fold::None;
    // A marked line in it keeps it open.
    const auto mark = std::ranges::lower_bound(m_marks, line, {}, &LogMark::line);
    return mark != m_marks.end() && mark->line.index() < run->end() ? LogMargin::Fold::None : LogMargin::Fold::Open;
}

QString LogView::rowText(LineNumber line) const {
    const LineFold* const fold = folds().foldOf(line);
    if (!fold)
        return textOf(line);
    LogLine row;
    row.fold = *fold;
    return LinePill::textOf(row, LinePill::Kind::Fold);
}

} // namespace faultline

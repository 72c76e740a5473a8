// SPDX-License-Identifier: MIT
#include "log/log_find.h"

#include "log/find_bar.h"
#include "log/log_view.h"
#include "text/words.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace faultline {

LogFind::LogFind(FindBar* bar, QObject* parent) : QObject(parent), m_bar(bar), m_search(this) {
    connect(m_bar, &FindBar::patternChanged, this, [this] {
        m_goToFirst = true;
        restart();
    });
    connect(m_bar, &FindBar::nextRequested, this, &LogFind::findNext);
    connect(m_bar, &FindBar::previousRequested, this, &LogFind::findPrevious);
    connect(m_bar, &FindBar::closed, this, [this] {
        m_target.reset();
        m_search.clear();
        if (m_view) {
            m_view->setPattern(m_marked);
            m_view->setHits({});
            m_view->setFocus();
        }
    });
    connect(&m_search, &LogSearch::changed, this, &LogFind::searchChanged);
}

void LogFind::setView(LogView* view) {
    if (m_view) {
        m_view->disconnect(this);
        m_view->setPattern({});
        m_view->setHits({});
        if (m_view->document())
            m_view->document()->disconnect(this);
    }
    m_view = view;
    m_target.reset();
    m_goToFirst = false;
    if (view && view->document()) {
        connect(view->document().get(), &LogDocument::linesArrived, this, &LogFind::arrive);
        // A file that was not open yet when the search was to begin.
        connect(view->document().get(), &LogDocument::changed, this, [this] {
            if (m_bar->isVisible() && !m_search.isRunning() && m_search.percent() == 0 && m_view->document()->isOpen())
                restart();
        });
    }
    if (m_bar->isVisible()) {
        restart();
    } else {
        m_search.clear();
        if (m_view)
            m_view->setPattern(m_marked);
    }
}

void LogFind::mark(const TextPattern& pattern) {
    m_marked = pattern;
    if (m_view && !m_bar->isVisible())
        m_view->setPattern(m_marked);
}

void LogFind::showMarked(LineNumber line, std::uint64_t byte) {
    if (m_view)
        goTo({line, false, m_marked, byte});
}

void LogFind::open() {
    if (!m_view)
        return;
    const QString selected = m_view->selectedText();
    m_origin = m_view->selection().from();
    m_bar->open(selected.contains(u'\n') || selected.size() > 500 ? QString() : selected);
}

void LogFind::restart() {
    m_wrapped = false;
    m_target.reset();
    if (!m_view || !m_view->document()) {
        m_search.clear();
        return;
    }
    m_view->setPattern(m_bar->pattern());
    m_search.start(m_view->document()->text(), m_bar->pattern());
}

void LogFind::searchChanged() {
    if (m_view)
        m_view->setHits(m_search.lines());
    if (m_goToFirst && m_view && m_search.count() > 0) {
        const auto& lines = *m_search.lines();
        const auto first = std::ranges::lower_bound(lines, m_origin.line.index());
        if (first != lines.end() || !m_search.isRunning()) {
            m_goToFirst = false;
            m_wrapped = first == lines.end();
            goToLine(first != lines.end() ? *first : lines.front(), false);
        }
    }
    showStatus();
}

bool LogFind::findInLine(bool forward) {
    const TextRange selection = m_view->selection();
    const LineNumber line = selection.caret.line;
    const QString text = m_view->textOf(line);
    const QList<TextPattern::Hit> hits = m_bar->pattern().hits(text);
    if (forward) {
        const auto hit = std::ranges::find_if(hits, [&](const auto& found) { return TextPosition{line, found.start} >= selection.to(); });
        if (hit == hits.end())
            return false;
        m_view->select({{line, hit->start}, {line, hit->start + hit->length}});
        return true;
    }
    const auto backwards = std::views::reverse(hits);
    const auto hit = std::ranges::find_if(
        backwards, [&](const auto& found) { return TextPosition{line, found.start + found.length} <= selection.from(); });
    if (hit == backwards.end())
        return false;
    m_view->select({{line, hit->start}, {line, hit->start + hit->length}});
    return true;
}

void LogFind::find(bool forward) {
    if (!m_view)
        return;
    if (!m_bar->isVisible() || m_bar->pattern().isEmpty()) {
        open();
        return;
    }
    m_goToFirst = false;
    m_wrapped = false;
    const auto& lines = *m_search.lines();
    if (lines.empty() || findInLine(forward)) {
        showStatus();
        return;
    }
    const std::uint64_t current = m_view->currentLine().index();
    if (forward) {
        const auto next = std::ranges::upper_bound(lines, current);
        m_wrapped = next == lines.end();
        goToLine(m_wrapped ? lines.front() : *next, false);
    } else {
        const auto next = std::ranges::lower_bound(lines, current);
        m_wrapped = next == lines.begin();
        goToLine(m_wrapped ? lines.back() : *std::prev(next), true);
    }
    showStatus();
}

void LogFind::goToLine(std::uint64_t line, bool last) {
    goTo({LineNumber(line), last, m_bar->pattern(), m_search.farHit(line)});
}

void LogFind::goTo(Target target) {
    if (target.byte > LogSearch::farByte)
        m_view->goToByte(target.line, target.byte);
    else
        m_view->goToLine(target.line, false);
    m_target = std::move(target);
    arrive();
}

void LogFind::arrive() {
    if (!m_target || !m_view || !m_view->document() || !m_view->document()->line(m_target->line))
        return;
    const QList<TextPattern::Hit> hits = m_target->pattern.hits(m_view->textOf(m_target->line));
    // Of a long line the part with the hit is still to come.
    if (hits.isEmpty() && m_target->byte > LogSearch::farByte && m_view->currentLine() == m_target->line)
        return;
    const Target target = *std::exchange(m_target, std::nullopt);
    if (!hits.isEmpty()) {
        const TextPattern::Hit hit = target.last ? hits.back() : hits.front();
        m_view->select({{target.line, hit.start}, {target.line, hit.start + hit.length}});
    }
    showStatus();
}

void LogFind::showStatus() {
    if (!m_bar->isVisible() || !m_bar->pattern().isValid())
        return;
    if (m_bar->pattern().isEmpty()) {
        m_bar->setStatus({});
        return;
    }
    const auto& lines = *m_search.lines();
    QString status;
    if (m_search.count() == 0) {
        status = m_search.isRunning() ? tr("Searching … %1 %").arg(m_search.percent()) : tr("Nothing found");
    } else {
        const auto here = m_view ? std::ranges::lower_bound(lines, m_view->currentLine().index()) : lines.end();
        if (here != lines.end() && *here == m_view->currentLine().index())
            status = tr("%L1 of %Ln line(s)", nullptr, forPlural(m_search.count())).arg(std::distance(lines.begin(), here) + 1);
        else
            status = tr("%Ln line(s)", nullptr, forPlural(m_search.count()));
        if (m_search.hitCount() != m_search.count())
            status += QStringLiteral(" · ") + tr("%Ln hit(s)", nullptr, forPlural(m_search.hitCount()));
        if (m_search.isRunning())
            status += tr(" so far, %1 %").arg(m_search.percent());
        else if (m_search.count() > LogSearch::lineLimit)
            status += tr(", the first %L1 can be stepped through").arg(LogSearch::lineLimit);
        if (m_wrapped)
            status += tr(" · went on from the other end");
    }
    if (!m_search.notice().isEmpty())
        status += QStringLiteral(" · ") + m_search.notice();
    m_bar->setStatus(status, m_search.count() == 0 && !m_search.isRunning());
}

} // namespace faultline

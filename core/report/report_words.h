// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "report/redaction.h"
#include "report/text_report.h"
#include "text/encoding.h"

#include <algorithm>
#include <format>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// What the Markdown and the HTML report say in the same words. Text of the job comes out redacted, as sound UTF-8 and without control characters, but not yet
/// escaped for the format: only sentences made here and numbers need no escaping.
class ReportWords {
public:
    ReportWords(const Diagnosis& diagnosis, Redactor* redactor) : m_diagnosis(diagnosis), m_redactor(redactor) {}

    /// Text of the job or of an article, of one line or several.
    [[nodiscard]] std::string text(std::string_view value) const {
        std::string shown = visibleText(toUtf8(value, {}));
        return m_redactor ? (*m_redactor)(shown) : shown;
    }

    /// Likewise, on one line.
    [[nodiscard]] std::string line(std::string_view value) const {
        std::string shown = text(value);
        std::ranges::replace_if(shown, [](char c) { return c == '\n' || c == '\t'; }, ' ');
        return shown;
    }

    [[nodiscard]] std::string path(const Place& place) const { return line(place.path); }

    /// `path:line`; without the line where the whole file is meant.
    [[nodiscard]] std::string label(const Place& place) const {
        const bool whole = place.text.empty() && place.line.index() == 0;
        return path(place) + (whole ? std::string() : ":" + std::to_string(place.line.shown()));
    }

    [[nodiscard]] const Finding* cause() const {
        const auto& verdict = m_diagnosis.verdict;
        return verdict && verdict->finding ? &m_diagnosis.findings[*verdict->finding] : nullptr;
    }

    [[nodiscard]] std::string title() const {
        if (m_diagnosis.verdict)
            return line(m_diagnosis.verdict->title);
        switch (m_diagnosis.outcome) {
        case Outcome::Completed: return "The job completed";
        case Outcome::Cancelled: return "The job was cancelled";
        default: return "Nothing shows a failure";
        }
    }

    [[nodiscard]] std::string sentence() const {
        if (m_diagnosis.verdict)
            return line(m_diagnosis.verdict->summary);
        switch (m_diagnosis.outcome) {
        case Outcome::Completed: return "Nothing shows a failure.";
        case Outcome::Cancelled: return "Nothing shows a failure before that.";
        default: return "Nothing says that the job completed, either.";
        }
    }

    [[nodiscard]] static std::string outcome(Outcome value) {
        std::string words(toString(value));
        std::ranges::replace(words, '-', ' ');
        return words;
    }

    [[nodiscard]] static std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
        return std::format("{} {}", count, count == 1 ? one : many);
    }

    /// `4 of 4 nodes, 8 of 8 processes, 12 times, first at 2026-01-05T10:03:11Z`
    [[nodiscard]] std::string hit(const Finding& finding) const {
        std::string words;
        const auto add = [&](std::string part) { words += (words.empty() ? "" : ", ") + std::move(part); };
        const auto part = [&](std::uint64_t some, std::uint64_t all, std::string_view one, std::string_view many) {
            if (some > 0)
                add(std::format("{} of {}", some, counted(std::max(some, all), one, many)));
        };
        part(finding.nodes.size(), m_diagnosis.nodes, "node", "nodes");
        part(finding.processes.size(), m_diagnosis.processes, "process", "processes");
        add(counted(finding.count, "time", "times"));
        if (finding.first)
            add("first at " + finding.first->toIso());
        return words;
    }

    [[nodiscard]] std::string extent() const {
        return std::format("{}, {:.1f} MB", counted(m_diagnosis.files, "file", "files"), static_cast<double>(m_diagnosis.bytes) / 1e6);
    }

    /// Titles from what was logged to the cause.
    [[nodiscard]] std::vector<std::string> chain() const {
        std::vector<std::string> titles;
        if (m_diagnosis.verdict && m_diagnosis.verdict->chain.size() > 1)
            for (const std::size_t index : m_diagnosis.verdict->chain)
                titles.push_back(line(m_diagnosis.findings[index].title));
        return titles;
    }

    /// Findings other than the cause that are worth telling, by their rank; `noise` counts the lines of those that are not.
    [[nodiscard]] std::vector<const Finding*> others(std::uint64_t& noise) const {
        std::vector<const Finding*> list;
        noise = 0;
        for (const Finding& finding : m_diagnosis.findings) {
            if (&finding == cause())
                continue;
            if (finding.article->role == ArticleRole::Noise)
                noise += finding.count;
            else
                list.push_back(&finding);
        }
        return list;
    }

    [[nodiscard]] bool isExplainedByCause(const Finding& finding) const {
        const auto& verdict = m_diagnosis.verdict;
        return cause() && std::ranges::find(finding.explainedBy, *verdict->finding) != finding.explainedBy.end();
    }

    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> hidden() const {
        return m_redactor ? m_redactor->hidden() : std::vector<std::pair<std::string, std::uint64_t>>();
    }

private:
    const Diagnosis& m_diagnosis;
    Redactor* m_redactor;
};

} // namespace faultline

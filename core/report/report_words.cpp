// SPDX-License-Identifier: MIT
#include "report/report_words.h"

#include "diagnosis/telling_run.h"
#include "report/input_groups.h"
#include "report/job_content.h"
#include "text/counted.h"
#include "text/encoding.h"
#include "text/line_prefix.h"
#include "text/path_shortening.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <cctype>
#include <format>

namespace faultline {

namespace {

/// Where a finding's article or its captured values stand in a line.
std::pair<std::size_t, std::size_t> focusIn(std::string_view line, const Finding& finding) {
    std::vector<std::string_view> groups;
    for (const Match& match : finding.article->matches)
        if (match.expression && match.expression->find(line, groups)) {
            const auto begin = static_cast<std::size_t>(groups[0].data() - line.data());
            return {begin, begin + std::min<std::size_t>(groups[0].size(), 400)};
        }
    // The line was redacted, or the place shows something else than what the pattern found.
    std::pair<std::size_t, std::size_t> best{0, 0};
    for (const auto& [name, value] : finding.captures)
        if (value.size() > best.second - best.first)
            if (const std::size_t at = line.find(value); at != std::string_view::npos)
                best = {at, at + value.size()};
    return best;
}

std::string percent(double value) {
    return value == static_cast<double>(static_cast<int>(value)) ? std::format("{:.0f} %", value) : std::format("{:.1f} %", value);
}

} // namespace

std::string ReportWords::text(std::string_view value) const {
    std::string shown = visibleText(toUtf8(value, {}));
    return m_redactor ? (*m_redactor)(shown) : shown;
}

std::string ReportWords::line(std::string_view value) const {
    std::string shown = text(value);
    std::ranges::replace_if(shown, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return shown;
}

std::string ReportWords::name(std::string_view value) const {
    return visibleName(text(value));
}

std::string ReportWords::label(const Place& place) const {
    const bool whole = place.text.empty() && place.line.index() == 0;
    return name(place.path) + (whole ? std::string() : ":" + std::to_string(place.line.shown()));
}

std::string ReportWords::quote(const Place& place, const Finding* finding, std::size_t columns) const {
    std::string shown = line(place.text);
    if (columnsOf(shown) > columns) {
        // The time stands beside the place, and where things are mounted tells least: both give way to what the line says.
        if (const LinePrefix prefix = readLinePrefix(shown); place.time && prefix.time)
            shown.erase(0, prefix.messageOffset);
        shown = withShortPaths(shown);
    }
    const auto [begin, end] = finding && finding->article ? focusIn(shown, *finding) : std::pair<std::size_t, std::size_t>{0, 0};
    return excerpt(shown, columns, begin, end);
}

const Finding* ReportWords::cause() const {
    const auto& verdict = m_diagnosis.verdict;
    return verdict && verdict->finding ? &m_diagnosis.findings[*verdict->finding] : nullptr;
}

ReportWords::Nearness ReportWords::nearness() const {
    if (!m_diagnosis.verdict)
        return Nearness::None;
    const Finding* const finding = cause();
    if (!finding)
        return Nearness::Unknown;
    switch (finding->article->role) {
    case ArticleRole::Envelope: return Nearness::Wrapper;
    case ArticleRole::Effect: return Nearness::Consequence;
    default: return Nearness::Cause;
    }
}

std::string ReportWords::title() const {
    switch (nearness()) {
    case Nearness::Cause:
    case Nearness::Unknown: return line(m_diagnosis.verdict->title);
    case Nearness::Consequence: return "Only a consequence was found: " + line(m_diagnosis.verdict->title);
    case Nearness::Wrapper: return "The reason is not in these logs";
    case Nearness::None: break;
    }
    if (const auto message = contentMessage(m_diagnosis))
        return message->what;
    switch (m_diagnosis.outcome) {
    case Outcome::Completed: return "The job completed";
    case Outcome::CompletedWithLosses: return "The job completed, but not all of its items were processed";
    case Outcome::Cancelled: return "The job was cancelled";
    // What nobody knows may well be one.
    default: return m_diagnosis.unexplained.empty() ? "Nothing shows a failure" : "Nothing says how the job ended";
    }
}

std::string ReportWords::sentence() const {
    switch (nearness()) {
    case Nearness::Cause:
    case Nearness::Unknown:
    case Nearness::Consequence: return line(m_diagnosis.verdict->summary);
    case Nearness::Wrapper: return "Nearest to it: " + line(m_diagnosis.verdict->summary);
    case Nearness::None: break;
    }
    if (const auto message = contentMessage(m_diagnosis)) {
        const std::string why = line(message->why);
        return (why.empty()
                    ? std::string()
                    : std::string(1, static_cast<char>(std::toupper(static_cast<unsigned char>(why.front())))) + why.substr(1) + ". ") +
               message->next + ".";
    }
    switch (m_diagnosis.outcome) {
    case Outcome::Completed: return "Nothing shows a failure.";
    case Outcome::CompletedWithLosses: return "Nothing shows why.";
    case Outcome::Cancelled: return "Nothing shows a failure before that.";
    default: return "Nothing says that the job completed, either.";
    }
}

std::vector<std::string> ReportWords::cautions() const {
    std::vector<std::string> list;
    const Finding* const finding = cause();
    // Where the article itself is unsure, its own note says so.
    if (finding && !m_diagnosis.verdict->certain && nearness() == Nearness::Cause && finding->article->confidence != Confidence::Low)
        list.emplace_back("This is the best guess of several; see the other findings.");
    if (!m_diagnosis.final)
        list.emplace_back("The scan was not finished: the verdict may change.");
    return list;
}

const RunDiagnosis* ReportWords::toldRun() const {
    const std::size_t run = tellingRun(m_diagnosis);
    return run < m_diagnosis.runs.size() ? &m_diagnosis.runs[run] : nullptr;
}

std::string ReportWords::toldRunName() const {
    const RunDiagnosis* const run = toldRun();
    if (!run || m_diagnosis.runs.size() < 2)
        return {};
    const auto index = static_cast<std::size_t>(run - m_diagnosis.runs.data());
    return index < m_diagnosis.job->runs.size() ? name(m_diagnosis.job->runs[index].name) : std::string();
}

std::vector<ReportWords::Row> ReportWords::toldRunNumbers() const {
    const RunDiagnosis* const run = toldRun();
    return run ? numbers(run->summary) : std::vector<Row>();
}

std::string ReportWords::times(const Finding& finding) {
    if (finding.once)
        return {};
    return (finding.estimated ? "about " : "") + counted(finding.count, "time", "times");
}

std::string ReportWords::timesInBrackets(const Finding& finding) {
    const std::string words = times(finding);
    return words.empty() ? words : " (" + words + ")";
}

std::uint64_t ReportWords::placeCount(const Finding& finding) {
    constexpr std::size_t all = 50; // that a finding keeps at least, however it was found
    const std::uint64_t kept = finding.places.size();
    return kept < all && !finding.estimated ? kept : std::max(kept, finding.count);
}

std::string ReportWords::more(std::uint64_t count, std::uint64_t shown, bool estimated) {
    return count > shown ? std::format("… and {}{} more", estimated ? "about " : "", count - shown) : std::string();
}

std::string ReportWords::hit(const Finding& finding) const {
    std::string words;
    const auto add = [&](std::string part) { words += (words.empty() ? "" : ", ") + std::move(part); };
    const auto part = [&](std::uint64_t some, std::uint64_t all, std::string_view one, std::string_view many) {
        if (some > 0)
            add(std::format("{} of {}", some, counted(std::max(some, all), one, many)));
    };
    part(finding.nodes.size(), m_diagnosis.nodes, "node", "nodes");
    part(finding.processes.size(), m_diagnosis.processes, "process", "processes");
    if (!finding.once)
        add(times(finding));
    if (finding.first)
        add((finding.count == 1 ? "at " : "first at ") + time(*finding.first));
    return words;
}

std::string ReportWords::extent() const {
    return counted(m_diagnosis.files, "file", "files") + ", " + size(m_diagnosis.bytes);
}

std::vector<std::string> ReportWords::chain() const {
    std::vector<std::string> titles;
    if (m_diagnosis.verdict && m_diagnosis.verdict->chain.size() > 1)
        for (const std::size_t index : m_diagnosis.verdict->chain)
            titles.push_back(line(m_diagnosis.findings[index].title));
    return titles;
}

std::vector<ReportWords::Row> ReportWords::numbers(const RunSummary& summary) const {
    std::vector<Row> rows;
    const auto listed = [](std::string& words, std::string part) { words += (words.empty() ? "" : ", ") + std::move(part); };
    if (summary.nodes > 0)
        rows.push_back({"nodes", std::to_string(summary.nodes)});
    if (summary.processes > 0 || summary.restarts > 0) {
        std::string words = summary.processes > 0 ? std::to_string(summary.processes) : std::string();
        if (summary.restarts > 0)
            listed(words, std::format("{} started in place of others", summary.restarts));
        rows.push_back({"processes", std::move(words)});
    }
    if (summary.attempts > 1)
        rows.push_back({"attempts", std::to_string(summary.attempts)});
    std::string batches;
    if (summary.miniBatchesScheduled)
        listed(batches, std::format("{} scheduled", *summary.miniBatchesScheduled));
    if (summary.miniBatchesDone)
        listed(batches, std::format("{} done", *summary.miniBatchesDone));
    if (summary.miniBatchesFailed)
        listed(batches, std::format("{} failed", *summary.miniBatchesFailed));
    if (summary.miniBatchesTimedOut)
        listed(batches, std::format("{} timed out", *summary.miniBatchesTimedOut));
    if (summary.miniBatches)
        rows.push_back({"mini-batches", std::to_string(*summary.miniBatches) + (batches.empty() ? "" : ": " + batches)});
    else if (!batches.empty())
        rows.push_back({"mini-batches", std::move(batches)});
    if (summary.items)
        rows.push_back({"items", std::to_string(*summary.items) +
                                     (summary.itemsFailed ? std::format(", {} failed", *summary.itemsFailed) : std::string())});
    if (const auto length = summary.duration())
        rows.push_back(
            {"duration", duration(*length) + " by the times in the logs, from " + time(*summary.first) + " to " + time(*summary.last)});
    constexpr std::size_t nodesShown = 8;
    const auto peaks = [&](std::string label, std::optional<double> NodePeak::* value) {
        std::vector<const NodePeak*> nodes;
        for (const NodePeak& peak : summary.peaks)
            if (peak.*value)
                nodes.push_back(&peak);
        if (nodes.empty())
            return;
        std::ranges::stable_sort(nodes, [&](const NodePeak* a, const NodePeak* b) { return (*a).*value > (*b).*value; });
        std::string words;
        for (std::size_t i = 0; i < nodes.size() && i < nodesShown; ++i)
            listed(words, percent(*((*nodes[i]).*value)) + (nodes[i]->node.empty() ? "" : " on node " + name(nodes[i]->node)));
        if (nodes.size() > nodesShown)
            words += std::format(" … and {} more", nodes.size() - nodesShown);
        rows.push_back({std::move(label), std::move(words)});
    };
    peaks("peak memory", &NodePeak::memoryPercent);
    peaks("peak disk", &NodePeak::diskPercent);
    if (summary.timeoutLogged || summary.timeoutConfigured) {
        std::string words;
        if (summary.timeoutLogged)
            words = std::format("{} s as enforced", *summary.timeoutLogged);
        if (summary.timeoutConfigured)
            listed(words, std::format("{} s as configured", *summary.timeoutConfigured));
        if (summary.timeoutOverhead)
            words += std::format(" + {} s of overhead", *summary.timeoutOverhead);
        rows.push_back({"time limit of a mini-batch", std::move(words)});
    }
    return rows;
}

std::vector<const Finding*> ReportWords::advice() const {
    std::vector<const Finding*> list;
    if (m_diagnosis.verdict)
        for (const std::size_t index : m_diagnosis.verdict->advice)
            list.push_back(&m_diagnosis.findings[index]);
    return list;
}

std::vector<const Finding*> ReportWords::otherFindings(bool counting) const {
    std::vector<const Finding*> list;
    const std::vector<const Finding*> advice = this->advice();
    for (const Finding& finding : m_diagnosis.findings)
        if (finding.article->role != ArticleRole::Noise && (finding.standing == Standing::Counts) == counting && &finding != cause() &&
            !std::ranges::contains(advice, &finding))
            list.push_back(&finding);
    return list;
}

std::vector<const Finding*> ReportWords::others() const {
    return otherFindings(true);
}

std::vector<const Finding*> ReportWords::aside() const {
    return otherFindings(false);
}

std::string_view ReportWords::standing(const Finding& finding) {
    switch (finding.standing) {
    case Standing::Handled: return "handled by the program";
    case Standing::Mentioned: return "only mentioned";
    case Standing::Counts: break;
    }
    return {};
}

std::string ReportWords::noise() const {
    std::uint64_t lines = 0;
    bool estimated = false;
    for (const Finding& finding : m_diagnosis.findings)
        if (finding.article->role == ArticleRole::Noise) {
            lines += finding.count;
            estimated |= finding.estimated;
        }
    if (lines == 0)
        return {};
    return (estimated ? "About " : "") +
           counted(lines, "harmless line was recognised and left out.", "harmless lines were recognised and left out.");
}

bool ReportWords::isExplainedByCause(const Finding& finding) const {
    const auto& verdict = m_diagnosis.verdict;
    return finding.restatesVerdict || (cause() && std::ranges::contains(finding.explainedBy, *verdict->finding));
}

std::vector<const Unexplained*> ReportWords::unexplained(bool always) const {
    std::vector<const Unexplained*> list;
    const bool ofUse = nearness() != Nearness::Cause && (nearness() != Nearness::None || m_diagnosis.outcome != Outcome::Completed);
    if (!ofUse && !always)
        return list;
    const auto isTold = [&](const Unexplained& item) {
        return nearness() == Nearness::Unknown && std::ranges::any_of(item.places, [&](const Place& place) {
                   return std::ranges::any_of(m_diagnosis.verdict->places,
                                              [&](const Place& told) { return told.path == place.path && told.line == place.line; });
               });
    };
    for (const Unexplained& item : m_diagnosis.unexplained)
        if (!isTold(item))
            list.push_back(&item);
    return list;
}

std::vector<const Step*> ReportWords::steps(const Finding& finding) {
    std::vector<const Step*> list;
    for (const Step::Answer answer : {Step::Answer::Found, Step::Answer::Nothing})
        if (list.empty())
            for (const Step& step : finding.steps)
                if (step.answer == answer)
                    list.push_back(&step);
    return list;
}

std::vector<ReportWords::Input> ReportWords::failedInputs() const {
    std::vector<Input> list;
    for (const InputGroup& group : groupInputs(m_diagnosis.failedInputs))
        list.push_back({nameOf(group, [this](std::string_view path) { return name(path); }),
                        withShortPaths(line(group.inputs.front()->reason)), group.attempts(),
                        group.mostAttempts > 1 ? " (" + group.attempts() + " attempts)" : std::string(), group.inputs.size()});
    return list;
}

std::string_view ReportWords::answer(const Step& step) {
    switch (step.answer) {
    case Step::Answer::Found: return {};
    case Step::Answer::Nothing: return "(nothing of the kind in it)";
    case Step::Answer::NoFile: return "(no such file in this job)";
    }
    return {};
}

std::string ReportWords::end(const RunDiagnosis& run) const {
    return outcome(run.outcome) + (run.relation.empty() ? "" : ", " + line(run.relation));
}

std::string ReportWords::outcome(Outcome value) {
    std::string words(toString(value));
    std::ranges::replace(words, '-', ' ');
    return words;
}

std::string ReportWords::size(std::uint64_t bytes) {
    if (bytes < 1000)
        return std::format("{} B", bytes);
    static constexpr std::string_view units[] = {"kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 999.95 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    return std::format("{:.1f} {}", value, units[unit]);
}

std::string ReportWords::time(const LogTime& time) {
    std::string words = time.toIso();
    if (const std::size_t mark = words.find('T'); mark != std::string::npos)
        words[mark] = ' ';
    if (words.ends_with('Z'))
        words.pop_back();
    // Logs write three digits of a second at most as often as six: zeros at the end tell nothing.
    if (words.contains('.'))
        words.erase(words.find_last_not_of('0') + 1);
    return words + (time.zoneWritten ? "Z" : "");
}

std::string ReportWords::duration(std::chrono::seconds duration) {
    const auto total = duration.count();
    if (total < 60)
        return std::format("{} s", total);
    if (total < 3600)
        return total % 60 == 0 ? std::format("{} min", total / 60) : std::format("{} min {} s", total / 60, total % 60);
    if (total < 86'400)
        return total % 3600 < 60 ? std::format("{} h", total / 3600) : std::format("{} h {} min", total / 3600, total % 3600 / 60);
    return total % 86'400 < 3600 ? std::format("{} d", total / 86'400) : std::format("{} d {} h", total / 86'400, total % 86'400 / 3600);
}

} // namespace faultline

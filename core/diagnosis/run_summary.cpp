// SPDX-License-Identifier: MIT
#include "diagnosis/run_summary.h"

#include "diagnosis/document.h"
#include "diagnosis/table.h"
#include "diagnosis/table_summary.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace faultline {

namespace {

std::string textOf(const Captures& captures, const std::string& name) {
    const auto capture = captures.find(name);
    return capture == captures.end() ? std::string() : capture->second;
}

std::optional<std::uint64_t> wholeNumber(const Captures& captures, const std::string& name) {
    const std::string text = textOf(captures, name);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// The number in a name such as `process012`.
std::optional<std::uint64_t> numberOf(std::string_view process) {
    const std::size_t digits = process.find_first_of("0123456789");
    if (digits == std::string_view::npos)
        return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(process.data() + digits, process.data() + process.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

class Summariser {
public:
    Summariser(const RunEvidence& evidence, FailedInputs& failedInputs, const std::stop_token& stop)
        : m_evidence(evidence), m_failedInputs(failedInputs), m_stop(stop) {}

    RunSummary run();

private:
    void readPaths();
    void readScan(const FileScan& scan);
    void readFact(const FileScan& scan, const FactSighting& sighting);
    void readDefinitions();
    void tell(RunFact::Kind kind, std::optional<std::uint64_t> number);
    void countRestarts();
    void findSpan();

    const RunEvidence& m_evidence;
    FailedInputs& m_failedInputs;
    const std::stop_token& m_stop;
    RunSummary m_summary;
    std::set<std::pair<std::string, std::uint64_t>> m_processes; ///< node and number
    std::optional<std::uint64_t> m_processesPerNode;
    std::vector<LogTime> m_times; ///< of the first and the last line of each file
};

/// Counts nodes and processes, and how often the run was started.
void Summariser::readPaths() {
    const Layouts& layouts = m_evidence.knowledge.layouts();
    std::set<std::string> nodes, processes;
    std::set<unsigned> attempts;
    std::set<std::string> inAttempts, outside; // folders that hold attempts, and that hold files of their own
    for (const std::size_t index : m_evidence.job.runs[m_evidence.run].files) {
        const JobFile& file = m_evidence.file(index);
        if (!file.node.empty())
            nodes.insert(file.node);
        if (const auto number = numberOf(file.process)) {
            processes.insert(file.node + "/" + file.process);
            m_processes.insert({file.node, *number});
        }
        // What stands above the run's root tells runs apart, see run_relations.h.
        const std::string& root = m_evidence.job.runs[m_evidence.run].root;
        std::size_t start = file.path.starts_with(root) ? root.size() : 0;
        bool within = false;
        for (std::size_t end = file.path.find('/', start); end != std::string::npos; end = file.path.find('/', start)) {
            if (const auto number = layouts.attemptNumber(std::string_view(file.path).substr(start, end - start))) {
                attempts.insert(*number);
                inAttempts.insert(file.path.substr(0, start));
                within = true;
            }
            start = end + 1;
        }
        if (!within)
            outside.insert(file.path.substr(0, start));
    }
    m_summary.nodes = nodes.size();
    m_summary.processes = processes.size();
    if (attempts.empty())
        return;
    // The first attempt has no folder of its own where its files lie beside those of the others.
    const bool first =
        std::ranges::any_of(inAttempts, [&](const std::string& folder) { return outside.contains(folder); }) && !attempts.contains(0);
    m_summary.attempts = attempts.size() + (first ? 1 : 0);
}

void Summariser::tell(RunFact::Kind kind, std::optional<std::uint64_t> number) {
    if (!number)
        return;
    const auto keepFirst = [&](std::optional<std::uint64_t>& value) {
        if (!value)
            value = number;
    };
    switch (kind) {
    case RunFact::Kind::TimeoutLogged: return keepFirst(m_summary.timeoutLogged);
    case RunFact::Kind::TimeoutConfigured: return keepFirst(m_summary.timeoutConfigured);
    case RunFact::Kind::TaskOverhead: return keepFirst(m_summary.timeoutOverhead);
    case RunFact::Kind::ProcessesPerNode: return keepFirst(m_processesPerNode);
    case RunFact::Kind::MiniBatches:
        // The number grows while the job goes on.
        m_summary.miniBatches = std::max(m_summary.miniBatches.value_or(0), *number);
        m_summary.miniBatchesScheduled = m_summary.miniBatches;
        return;
    case RunFact::Kind::Restart:
    case RunFact::Kind::FailedInput:
    case RunFact::Kind::FailedMiniBatch:
    case RunFact::Kind::StatedReason: return;
    }
}

void Summariser::readFact(const FileScan& scan, const FactSighting& sighting) {
    const RunFact::Kind kind = m_evidence.knowledge.layouts().runFacts()[sighting.fact].kind;
    const auto place = [&] { return m_evidence.placeAt(scan.file, sighting.line, sighting.text, sighting.time); };
    switch (kind) {
    case RunFact::Kind::Restart: ++m_summary.restarts; break;
    case RunFact::Kind::FailedInput:
        m_failedInputs.addLine(textOf(sighting.captures, "file"), textOf(sighting.captures, "reason"), place(),
                               m_evidence.file(scan.file).role, m_evidence.run);
        break;
    case RunFact::Kind::FailedMiniBatch: {
        const std::string reason = textOf(sighting.captures, "reason");
        m_failedInputs.addMiniBatch({textOf(sighting.captures, "number"), textsInList(textOf(sighting.captures, "files")),
                                     reason.empty() ? "given up after all attempts" : reason,
                                     std::max<std::uint64_t>(wholeNumber(sighting.captures, "attempts").value_or(1), 1), place(),
                                     m_evidence.run});
        break;
    }
    case RunFact::Kind::MiniBatches:
    case RunFact::Kind::ProcessesPerNode: tell(kind, wholeNumber(sighting.captures, "count")); break;
    case RunFact::Kind::TimeoutLogged:
    case RunFact::Kind::TimeoutConfigured:
    case RunFact::Kind::TaskOverhead: tell(kind, wholeNumber(sighting.captures, "seconds")); break;
    case RunFact::Kind::StatedReason: break;
    }
}

void Summariser::readScan(const FileScan& scan) {
    // Saved documents and data hold times of other things than this run.
    const FileRole& role = m_evidence.roleOf(scan.file);
    if (!role.document && role.telling) {
        for (const auto& time : {scan.first, scan.last})
            if (time)
                m_times.push_back(*time);
    }
    for (const FactSighting& sighting : scan.facts)
        readFact(scan, sighting);
}

/// From the first to the last time in its logs. A time that lies further from the others than any run takes is of something else: of what a program quoted, or of a clock
/// that was not set yet.
void Summariser::findSpan() {
    constexpr auto longest = std::chrono::days(31);
    std::ranges::sort(m_times);
    std::size_t best = 0, most = 0;
    for (std::size_t begin = 0; begin < m_times.size();) {
        std::size_t end = begin + 1;
        while (end < m_times.size() && m_times[end].instant - m_times[end - 1].instant <= longest)
            ++end;
        if (end - begin >= most) {
            best = begin;
            most = end - begin;
        }
        begin = end;
    }
    if (most == 0)
        return;
    m_summary.first = m_times[best];
    m_summary.last = m_times[best + most - 1];
}

/// What definitions ask for counts where no log tells what the run was started with, and only if all of them agree: a pipeline has several steps.
void Summariser::readDefinitions() {
    const std::vector<DefinitionFact>& facts = m_evidence.knowledge.layouts().definitionFacts();
    std::map<RunFact::Kind, std::set<std::uint64_t>> numbers;
    for (const RunDocuments::Document& document : m_evidence.documents.documents) {
        const std::string& role = m_evidence.file(document.file).role;
        for (const DefinitionFact& fact : facts) {
            if (std::ranges::find(fact.in, role) == fact.in.end())
                continue;
            for (const std::string& key : fact.keys)
                for (const DocumentValue& value : document.values)
                    if (value.scalar && keyMatches(value, key))
                        if (const auto number = secondsIn(value.value))
                            numbers[fact.kind].insert(*number);
        }
    }
    for (const auto& [kind, found] : numbers)
        if (found.size() == 1)
            tell(kind, *found.begin());
}

/// Processes are numbered from 0 on each node, and one that takes another's place gets the next number.
void Summariser::countRestarts() {
    if (!m_processesPerNode || *m_processesPerNode == 0)
        return;
    const auto later = std::ranges::count_if(m_processes, [&](const auto& process) { return process.second >= *m_processesPerNode; });
    m_summary.restarts = std::max(m_summary.restarts, static_cast<std::uint64_t>(later));
}

RunSummary Summariser::run() {
    readPaths();
    for (const FileScan* scan : m_evidence.scans)
        readScan(*scan);
    readDefinitions();
    findSpan();
    countRestarts();
    summariseTables(m_evidence, m_summary, m_failedInputs, m_stop);
    return std::move(m_summary);
}

} // namespace

std::optional<std::uint64_t> secondsIn(std::string_view text) {
    constexpr double limit = 1e9;
    if (const auto number = numberIn(text))
        return *number >= 0 && *number < limit ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
    if (text.size() < 3 || text.front() != 'P')
        return std::nullopt;
    double seconds = 0;
    bool time = false, any = false;
    for (std::size_t i = 1; i < text.size();) {
        if (text[i] == 'T' && !time) {
            time = true;
            ++i;
            continue;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(text.data() + i, text.data() + text.size(), value, std::chars_format::fixed);
        if (error != std::errc() || end == text.data() + text.size() || value < 0)
            return std::nullopt;
        i = static_cast<std::size_t>(end - text.data());
        double unit = 0;
        switch (text[i++]) {
        case 'W': unit = time ? 0 : 7 * 86'400; break;
        case 'D': unit = time ? 0 : 86'400; break;
        case 'H': unit = time ? 3600 : 0; break;
        case 'M': unit = time ? 60 : 0; break; // else months, which are of no fixed length
        case 'S': unit = time ? 1 : 0; break;
        default: break;
        }
        if (unit <= 0)
            return std::nullopt;
        seconds += value * unit;
        any = true;
    }
    return any && seconds < limit ? std::optional(static_cast<std::uint64_t>(seconds)) : std::nullopt;
}

std::optional<std::chrono::seconds> RunSummary::duration() const {
    if (!first || !last || last->instant <= first->instant)
        return std::nullopt;
    return std::chrono::round<std::chrono::seconds>(last->instant - first->instant);
}

const NodePeak* RunSummary::fullestMemory() const {
    const auto best = std::ranges::max_element(peaks, {}, [](const NodePeak& peak) { return peak.memoryPercent.value_or(-1); });
    return best == peaks.end() || !best->memoryPercent ? nullptr : &*best;
}

const NodePeak* RunSummary::fullestDisk() const {
    const auto best = std::ranges::max_element(peaks, {}, [](const NodePeak& peak) { return peak.diskPercent.value_or(-1); });
    return best == peaks.end() || !best->diskPercent ? nullptr : &*best;
}

RunSummary summariseRun(const RunEvidence& evidence, FailedInputs& failedInputs, const std::stop_token& stop) {
    return Summariser(evidence, failedInputs, stop).run();
}

} // namespace faultline

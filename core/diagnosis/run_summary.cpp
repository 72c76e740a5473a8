// SPDX-License-Identifier: MIT
#include "diagnosis/run_summary.h"

#include "diagnosis/table.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <charconv>

namespace faultline {

namespace {

constexpr std::size_t failedInputLimit = 10'000;

std::optional<std::uint64_t> wholeNumber(const Captures& captures, const std::string& name) {
    const auto capture = captures.find(name);
    if (capture == captures.end())
        return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(capture->second.data(), capture->second.data() + capture->second.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

/// What the rows of one mini-batch say together: it is done if any attempt was.
struct MiniBatch {
    bool done = false, timedOut = false;
    std::uint64_t attempts = 0;
    double items = 0, failed = 0;
    std::string status, message;
    Place place;
};

/// Reads the tables of one run, by the columns that the layouts name.
class TableSummary {
public:
    TableSummary(const RunEvidence& evidence, RunSummary& summary, std::vector<FailedInput>& failedInputs)
        : m_evidence(evidence), m_summary(summary), m_failedInputs(failedInputs) {}

    void read(std::stop_token stop);

private:
    void readMiniBatches(std::size_t file, const ByteReader& reader, const TableColumns& columns);
    void readResources(std::size_t file, const ByteReader& reader, const TableColumns& columns);
    void readProgress(const ByteReader& reader, const TableColumns& columns);

    const RunEvidence& m_evidence;
    RunSummary& m_summary;
    std::vector<FailedInput>& m_failedInputs;
};

void TableSummary::read(std::stop_token stop) {
    for (const TableColumns& columns : m_evidence.knowledge.layouts().tables())
        for (const std::size_t index : m_evidence.job.runs[m_evidence.run].files) {
            const JobFile& file = m_evidence.file(index);
            if (stop.stop_requested())
                return;
            if (std::ranges::find(columns.roles, file.role) == columns.roles.end())
                continue;
            const auto reader = m_evidence.job.source->open(file.path);
            if (!reader)
                continue;
            if (!columns.status.empty())
                readMiniBatches(index, **reader, columns);
            if (!columns.memoryPercent.empty() || !columns.diskPercent.empty())
                readResources(index, **reader, columns);
            if (!columns.total.empty())
                readProgress(**reader, columns);
        }
}

void TableSummary::readMiniBatches(std::size_t file, const ByteReader& reader, const TableColumns& columns) {
    const RegularExpression done(columns.done.empty() ? "^$" : columns.done), timedOut(columns.timedOut.empty() ? "^$" : columns.timedOut);
    std::map<std::string, MiniBatch> batches;
    Table table;
    std::optional<std::size_t> id, items, failed, status, message;
    bool known = false;
    const auto cellOf = [](const TableRow& row, const std::optional<std::size_t>& column) {
        return column && *column < row.cells.size() ? row.cells[*column] : std::string();
    };
    const auto read = table.read(reader, [&](const TableRow& row) {
        if (!known) {
            id = table.column(columns.id);
            items = table.column(columns.items);
            failed = table.column(columns.failed);
            status = table.column(columns.status);
            message = table.column(columns.message);
            known = true;
        }
        if (!id || !status)
            return false;
        MiniBatch& batch = batches[cellOf(row, id)];
        ++batch.attempts;
        const std::string state = cellOf(row, status);
        batch.done |= done.find(state);
        batch.timedOut |= timedOut.find(state);
        batch.items = numberIn(cellOf(row, items)).value_or(batch.items);
        batch.failed = numberIn(cellOf(row, failed)).value_or(0);
        batch.status = state;
        if (const std::string said = cellOf(row, message); !said.empty() && said != "N/A")
            batch.message = said;
        batch.place = m_evidence.placeAt(file, row.line, row.text, std::nullopt);
        return batches.size() < 1'000'000;
    });
    if (!read || batches.empty())
        return;
    std::uint64_t doneCount = 0, timedOutCount = 0;
    double itemCount = 0, failedCount = 0;
    for (const auto& [name, batch] : batches) {
        itemCount += batch.items;
        failedCount += batch.failed;
        if (batch.done)
            ++doneCount;
        else if (batch.timedOut)
            ++timedOutCount;
        if (batch.done && batch.failed <= 0)
            continue;
        if (m_failedInputs.size() < failedInputLimit) {
            std::string reason = batch.message.empty() ? batch.status : batch.message.substr(0, 300);
            if (batch.done)
                reason = std::to_string(static_cast<std::uint64_t>(batch.failed)) + " of " +
                         std::to_string(static_cast<std::uint64_t>(batch.items)) + " items failed";
            m_failedInputs.push_back({"mini-batch " + name, std::move(reason), batch.attempts, batch.place});
        }
    }
    m_summary.miniBatches = std::max<std::uint64_t>(m_summary.miniBatches.value_or(0), batches.size());
    m_summary.miniBatchesDone = doneCount;
    m_summary.miniBatchesTimedOut = timedOutCount;
    m_summary.miniBatchesFailed = batches.size() - doneCount - timedOutCount;
    if (items) {
        m_summary.items = static_cast<std::uint64_t>(itemCount);
        m_summary.itemsFailed = static_cast<std::uint64_t>(failedCount);
    }
}

void TableSummary::readResources(std::size_t file, const ByteReader& reader, const TableColumns& columns) {
    Table table;
    const std::string& node = m_evidence.file(file).node;
    const auto raise = [&](const TableRow& row, const std::vector<std::string>& names, std::optional<double>& peak, std::string& peakNode) {
        const auto column = table.column(names);
        if (!column || *column >= row.cells.size())
            return;
        if (const auto value = numberIn(row.cells[*column]); value && *value <= 100 && (!peak || *value > *peak)) {
            peak = value;
            peakNode = node;
        }
    };
    (void)table.read(reader, [&](const TableRow& row) {
        raise(row, columns.memoryPercent, m_summary.peakMemoryPercent, m_summary.peakMemoryNode);
        raise(row, columns.diskPercent, m_summary.peakDiskPercent, m_summary.peakDiskNode);
        return true;
    });
}

void TableSummary::readProgress(const ByteReader& reader, const TableColumns& columns) {
    Table table;
    std::vector<std::string> last;
    if (!table.read(reader, [&](const TableRow& row) {
            last = row.cells;
            return true;
        }))
        return;
    const auto value = [&](const std::vector<std::string>& names) -> std::optional<std::uint64_t> {
        const auto column = table.column(names);
        if (!column || *column >= last.size())
            return std::nullopt;
        const auto number = numberIn(last[*column]);
        return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
    };
    // The table of mini-batches counts each one; this one only says how far the job was at its last look.
    if (const auto total = value(columns.total); total && !m_summary.miniBatches)
        m_summary.miniBatches = total;
    if (const auto done = value(columns.completed); done && !m_summary.miniBatchesDone)
        m_summary.miniBatchesDone = done;
    if (const auto failed = value(columns.failedTotal); failed && !m_summary.miniBatchesFailed)
        m_summary.miniBatchesFailed = failed;
}

} // namespace

RunSummary summariseRun(const RunEvidence& evidence, std::vector<FailedInput>& failedInputs, std::stop_token stop) {
    RunSummary summary;
    std::set<std::string> nodes, processes;
    for (const std::size_t index : evidence.job.runs[evidence.run].files) {
        const JobFile& file = evidence.file(index);
        if (!file.node.empty())
            nodes.insert(file.node);
        if (!file.process.empty() && file.process.find_first_of("0123456789") != std::string::npos)
            processes.insert(file.node + "/" + file.process);
    }
    summary.nodes = nodes.size();
    summary.processes = processes.size();
    const std::vector<RunFact>& facts = evidence.knowledge.layouts().runFacts();
    for (const FileScan* scan : evidence.scans) {
        if (scan->first && (!summary.first || *scan->first < *summary.first))
            summary.first = scan->first;
        if (scan->last && (!summary.last || *summary.last < *scan->last))
            summary.last = scan->last;
        for (const FactSighting& sighting : scan->facts) {
            const auto seconds = wholeNumber(sighting.captures, "seconds");
            switch (facts[sighting.fact].kind) {
            case RunFact::Kind::TimeoutLogged:
                if (seconds && !summary.timeoutLogged)
                    summary.timeoutLogged = seconds;
                break;
            case RunFact::Kind::TimeoutConfigured:
                if (seconds && !summary.timeoutConfigured)
                    summary.timeoutConfigured = seconds;
                break;
            case RunFact::Kind::Restart: ++summary.restarts; break;
            case RunFact::Kind::MiniBatches:
                if (const auto count = wholeNumber(sighting.captures, "count"); count && !summary.miniBatches)
                    summary.miniBatches = count;
                break;
            case RunFact::Kind::FailedInput:
                if (const auto file = sighting.captures.find("file");
                    file != sighting.captures.end() && failedInputs.size() < failedInputLimit) {
                    const auto reason = sighting.captures.find("reason");
                    failedInputs.push_back({"mini-batch " + file->second,
                                            reason == sighting.captures.end() ? "given up after all attempts" : reason->second, 1,
                                            evidence.placeAt(scan->file, sighting.line, sighting.text, sighting.time)});
                }
                break;
            }
        }
    }
    TableSummary(evidence, summary, failedInputs).read(std::move(stop));
    return summary;
}

void collectFailedInputs(const Finding& finding, const ScanResult& scan, const Job& job, const KnowledgeBase& knowledge,
                         FailedInputs& into) {
    const Article& article = *finding.article;
    for (const std::size_t index : job.runs[finding.run].files) {
        if (index >= scan.files.size() || !scan.files[index])
            continue;
        for (const Sighting& sighting : scan.files[index]->sightings) {
            if (&knowledge.articles()[sighting.article] != &article)
                continue;
            const auto file = sighting.captures.find(article.failedInputFile);
            if (file == sighting.captures.end())
                continue;
            const auto reason = sighting.captures.find(article.failedInputReason);
            const JobFile& source = job.files[index];
            into.add({file->second,
                      reason == sighting.captures.end() ? finding.title : reason->second,
                      1,
                      {index, source.path, sighting.line, sighting.text, source.node, source.process, sighting.time}});
        }
    }
}

void FailedInputs::add(FailedInput input) {
    const auto [known, isNew] = m_known.try_emplace(input.file, m_inputs.size());
    if (!isNew) {
        if (known->second >= m_inputs.size())
            return;
        FailedInput& first = m_inputs[known->second];
        // Two articles may speak of one line: that is one attempt.
        const auto line = std::pair(input.place.file, input.place.line.index());
        if (m_lines[known->second].insert(line).second)
            ++first.attempts;
        return;
    }
    ++m_count;
    if (m_inputs.size() >= failedInputLimit) {
        m_known.erase(known);
        return;
    }
    m_lines.push_back({{input.place.file, input.place.line.index()}});
    m_inputs.push_back(std::move(input));
}

} // namespace faultline

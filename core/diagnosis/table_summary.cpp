// SPDX-License-Identifier: MIT
#include "diagnosis/table_summary.h"

#include "diagnosis/table.h"
#include "job/opened_text.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <map>

namespace faultline {

namespace {

constexpr std::size_t miniBatchLimit = 1'000'000;

/// What the rows of one mini-batch say together: it is done if any attempt was.
struct MiniBatch {
    bool done = false, timedOut = false;
    std::uint64_t rows = 0;          ///< in the table at hand
    std::uint64_t attempts = 0;      ///< by rows or by the runtime's own count, whichever is more
    std::uint64_t latestAttempt = 0; ///< whose row is told
    double items = 0, failed = 0;
    std::string status, message;
    std::vector<std::string> files;
    Place place;
};

/// 2 before 10.
struct NaturalOrder {
    bool operator()(const std::string& a, const std::string& b) const { return naturalLess(a, b); }
};

std::string cellOf(const TableRow& row, const std::optional<std::size_t>& column) {
    return column && *column < row.cells.size() ? row.cells[*column] : std::string();
}

/// A column's number in a row.
std::optional<double> valueOf(const TableRow& row, const std::optional<std::size_t>& column) {
    return column && *column < row.cells.size() ? numberIn(row.cells[*column]) : std::nullopt;
}

class TableSummary {
public:
    TableSummary(const RunEvidence& evidence, RunSummary& summary, FailedInputs& failedInputs, const std::stop_token& stop)
        : m_evidence(evidence), m_summary(summary), m_failedInputs(failedInputs), m_stop(stop) {}

    void read();

private:
    void readMiniBatches(std::size_t file, const ByteReader& reader, const TableColumns& columns);
    void readResources(std::size_t file, const ByteReader& reader, const TableColumns& columns);
    void readProgress(const ByteReader& reader, const TableColumns& columns);
    void tellMiniBatches();
    void tellProgress();
    NodePeak& peakOf(const std::string& node);

    struct Progress {
        std::optional<std::uint64_t> total, scheduled, completed, failed;
    };

    const RunEvidence& m_evidence;
    RunSummary& m_summary;
    FailedInputs& m_failedInputs;
    const std::stop_token& m_stop;
    std::map<std::string, MiniBatch, NaturalOrder> m_batches;
    bool m_countsItems = false;
    Progress m_progress;
};

void TableSummary::read() {
    for (const TableColumns& columns : m_evidence.knowledge.layouts().tables())
        for (const std::size_t index : m_evidence.job.runs[m_evidence.run].files) {
            const JobFile& file = m_evidence.file(index);
            if (m_stop.stop_requested())
                return;
            if (std::ranges::find(columns.roles, file.role) == columns.roles.end())
                continue;
            const OpenedText opened = openText(m_evidence.job, file, m_stop);
            if (!opened.reader)
                continue;
            if (!columns.status.empty())
                readMiniBatches(index, *opened.reader, columns);
            if (!columns.memoryPercent.empty() || !columns.diskPercent.empty() || !columns.memoryTotal.empty() ||
                !columns.diskTotal.empty())
                readResources(index, *opened.reader, columns);
            if (!columns.total.empty())
                readProgress(*opened.reader, columns);
        }
    tellMiniBatches();
    tellProgress();
}

void TableSummary::readMiniBatches(std::size_t file, const ByteReader& reader, const TableColumns& columns) {
    const RegularExpression done(columns.done.empty() ? "^$" : columns.done), timedOut(columns.timedOut.empty() ? "^$" : columns.timedOut),
        files(columns.files.empty() ? "^$" : columns.files);
    Table table;
    std::optional<std::size_t> id, attempt, items, failed, status, message, detail;
    bool known = false;
    for (auto& [name, batch] : m_batches)
        batch.rows = 0; // another table may tell of the same attempts
    (void)table.read(reader, [&](const TableRow& row) {
        if (!known) {
            id = table.column(columns.id);
            attempt = table.column(columns.attempt);
            items = table.column(columns.items);
            failed = table.column(columns.failed);
            status = table.column(columns.status);
            message = table.column(columns.message);
            detail = table.column(columns.detail);
            known = true;
        }
        if (!id || !status)
            return false;
        m_countsItems |= items.has_value();
        MiniBatch& batch = m_batches[cellOf(row, id)];
        ++batch.rows;
        const double counted = valueOf(row, attempt).value_or(0);
        const std::uint64_t number = counted > 0 && counted < 1e9 ? static_cast<std::uint64_t>(counted) : 0;
        batch.attempts = std::max({batch.attempts, batch.rows, number});
        const std::string state = cellOf(row, status);
        batch.done |= done.find(state);
        if (std::vector<std::string_view> groups; batch.files.empty() && detail && !columns.files.empty()) {
            const std::string text = cellOf(row, detail);
            if (files.find(text, groups))
                for (std::size_t group = 1; group < groups.size(); ++group)
                    if (files.groupNames()[group] == "files")
                        batch.files = textsInList(groups[group]);
        }
        // The latest attempt is told; where no attempts are counted, the row that stands last.
        if (number < batch.latestAttempt)
            return !m_stop.stop_requested();
        batch.latestAttempt = number;
        batch.timedOut = timedOut.find(state);
        batch.items = valueOf(row, items).value_or(batch.items);
        batch.failed = valueOf(row, failed).value_or(0);
        batch.status = state;
        if (const std::string said = cellOf(row, message); !said.empty() && said != "N/A")
            batch.message = said;
        batch.place = m_evidence.placeAt(file, row.line, row.text, std::nullopt);
        return m_batches.size() < miniBatchLimit && !m_stop.stop_requested();
    });
}

void TableSummary::tellMiniBatches() {
    if (m_batches.empty())
        return;
    std::uint64_t doneCount = 0, timedOutCount = 0;
    double itemCount = 0, failedCount = 0;
    for (auto& [name, batch] : m_batches) {
        itemCount += batch.items;
        failedCount += batch.failed;
        if (batch.done)
            ++doneCount;
        else if (batch.timedOut)
            ++timedOutCount;
        if (batch.done && batch.failed <= 0)
            continue;
        std::string reason = batch.message.empty() ? batch.status : batch.message;
        if (batch.done) {
            // Which of its files failed is not known.
            reason = std::to_string(static_cast<std::uint64_t>(batch.failed)) + " of " +
                     std::to_string(static_cast<std::uint64_t>(batch.items)) + " items failed";
            batch.files.clear();
        }
        m_failedInputs.addMiniBatch({name, std::move(batch.files), std::move(reason), batch.attempts, batch.place, m_evidence.run});
    }
    m_summary.miniBatches = std::max<std::uint64_t>(m_summary.miniBatches.value_or(0), m_batches.size());
    m_summary.miniBatchesDone = doneCount;
    m_summary.miniBatchesTimedOut = timedOutCount;
    m_summary.miniBatchesFailed = m_batches.size() - doneCount - timedOutCount;
    if (m_countsItems) {
        m_summary.items = static_cast<std::uint64_t>(itemCount);
        m_summary.itemsFailed = static_cast<std::uint64_t>(failedCount);
    }
}

NodePeak& TableSummary::peakOf(const std::string& node) {
    const auto known = std::ranges::find(m_summary.peaks, node, &NodePeak::node);
    if (known != m_summary.peaks.end())
        return *known;
    m_summary.peaks.push_back({node, {}, {}});
    return m_summary.peaks.back();
}

void TableSummary::readResources(std::size_t file, const ByteReader& reader, const TableColumns& columns) {
    /// Columns that tell how full something is, looked up once.
    struct Fill {
        std::optional<std::size_t> percent, used, available, total;
        std::optional<double> peak;

        void raise(const TableRow& row) {
            std::optional<double> value = valueOf(row, percent);
            const std::optional<double> whole = valueOf(row, total);
            if (!value && whole && *whole > 0) {
                if (const auto amount = valueOf(row, used))
                    value = *amount / *whole * 100;
                else if (const auto rest = valueOf(row, available))
                    value = (*whole - *rest) / *whole * 100;
            }
            if (value && *value >= 0 && *value <= 100 && (!peak || *value > *peak))
                peak = value;
        }
    };
    Table table;
    Fill memory, disk;
    bool known = false;
    (void)table.read(reader, [&](const TableRow& row) {
        if (!known) {
            memory = {table.column(columns.memoryPercent),
                      table.column(columns.memoryUsed),
                      table.column(columns.memoryAvailable),
                      table.column(columns.memoryTotal),
                      {}};
            disk = {table.column(columns.diskPercent),
                    table.column(columns.diskUsed),
                    table.column(columns.diskAvailable),
                    table.column(columns.diskTotal),
                    {}};
            known = true;
        }
        memory.raise(row);
        disk.raise(row);
        return !m_stop.stop_requested();
    });
    if (!memory.peak && !disk.peak)
        return;
    NodePeak& peak = peakOf(m_evidence.file(file).node);
    if (memory.peak)
        peak.memoryPercent = std::max(peak.memoryPercent.value_or(0), *memory.peak);
    if (disk.peak)
        peak.diskPercent = std::max(peak.diskPercent.value_or(0), *disk.peak);
}

void TableSummary::readProgress(const ByteReader& reader, const TableColumns& columns) {
    Table table;
    TableRow last;
    if (!table.read(reader,
                    [&](const TableRow& row) {
                        last = row;
                        return !m_stop.stop_requested();
                    }) ||
        last.cells.empty())
        return;
    const auto value = [&](const std::vector<std::string>& names) -> std::optional<std::uint64_t> {
        const auto number = valueOf(last, table.column(names));
        return number && *number >= 0 && *number < 1e15 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
    };
    // A run that was started again has a table for each start, in folders named by time: files come in natural order, so the last one read is the latest.
    m_progress = {value(columns.total), value(columns.scheduled), value(columns.completed), value(columns.failedTotal)};
}

void TableSummary::tellProgress() {
    if (m_progress.scheduled)
        m_summary.miniBatchesScheduled = m_progress.scheduled;
    // The table of mini-batches counts each one; this one only says how far the job was at its last look.
    if (m_progress.total && (!m_summary.miniBatches || *m_progress.total > *m_summary.miniBatches))
        m_summary.miniBatches = m_progress.total;
    if (m_progress.completed && !m_summary.miniBatchesDone)
        m_summary.miniBatchesDone = m_progress.completed;
    if (m_progress.failed && !m_summary.miniBatchesFailed)
        m_summary.miniBatchesFailed = m_progress.failed;
}

} // namespace

void summariseTables(const RunEvidence& evidence, RunSummary& summary, FailedInputs& failedInputs, const std::stop_token& stop) {
    TableSummary(evidence, summary, failedInputs, stop).read();
    std::ranges::stable_sort(summary.peaks, [](const NodePeak& a, const NodePeak& b) { return naturalLess(a.node, b.node); });
}

} // namespace faultline

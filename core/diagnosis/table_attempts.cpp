// SPDX-License-Identifier: MIT
#include "diagnosis/table_attempts.h"

#include "diagnosis/table.h"
#include "job/opened_text.h"
#include "text/regular_expression.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <string>

namespace faultline {

namespace {

constexpr std::size_t rowLimit = 1'000'000;

} // namespace

AttemptsMadeGood::AttemptsMadeGood(const ByteReader& reader, const TableColumns& columns, const std::stop_token& stop) {
    struct Row {
        std::string miniBatch;
        std::uint64_t line;
        bool done;
    };
    std::vector<Row> rows;
    std::set<std::string> done;
    const RegularExpression isDone(columns.done.empty() ? "^$" : columns.done);
    Table table;
    std::optional<std::size_t> id, status;
    bool whole = true;
    const auto read = table.read(reader, [&](const TableRow& row) {
        if (rows.empty()) {
            id = table.column(columns.id);
            status = table.column(columns.status);
        }
        whole = id && status && rows.size() < rowLimit && !stop.stop_requested();
        if (!whole)
            return false;
        if (*id >= row.cells.size() || *status >= row.cells.size())
            return true;
        rows.push_back({row.cells[*id], row.line.index(), isDone.find(row.cells[*status])});
        if (rows.back().done)
            done.insert(rows.back().miniBatch);
        return true;
    });
    if (!read || !whole)
        return;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!rows[i].done && done.contains(rows[i].miniBatch))
            m_lines.emplace_back(rows[i].line, i + 1 < rows.size() ? rows[i + 1].line : std::numeric_limits<std::uint64_t>::max());
}

bool AttemptsMadeGood::contains(LineNumber line) const {
    const auto after = std::ranges::upper_bound(m_lines, line.index(), {}, &std::pair<std::uint64_t, std::uint64_t>::first);
    return after != m_lines.begin() && line.index() < std::prev(after)->second;
}

const TableColumns* miniBatchTable(const Layouts& layouts, std::string_view role) {
    for (const TableColumns& columns : layouts.tables())
        if (!columns.status.empty() && std::ranges::find(columns.roles, role) != columns.roles.end())
            return &columns;
    return nullptr;
}

std::unique_ptr<const FileScan> scanOfTable(const Job& job, const Layouts& layouts, const FileScan& scan, const std::stop_token& stop) {
    if (scan.file >= job.files.size() || (scan.sightings.empty() && scan.tracebacks.empty()))
        return nullptr;
    const TableColumns* const columns = miniBatchTable(layouts, job.files[scan.file].role);
    if (!columns)
        return nullptr;
    auto rest = std::make_unique<FileScan>(scan);
    if (const OpenedText opened = openText(job, job.files[scan.file], stop); opened.reader) {
        const AttemptsMadeGood madeGood(*opened.reader, *columns, stop);
        std::erase_if(rest->sightings, [&](const Sighting& sighting) { return madeGood.contains(sighting.line); });
    }
    for (Sighting& sighting : rest->sightings) {
        sighting.traceback = nowhere;
        sighting.exception = nowhere;
    }
    rest->tracebacks.clear();
    rest->endsInTraceback = false;
    return rest;
}

} // namespace faultline

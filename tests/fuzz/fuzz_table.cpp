// SPDX-License-Identifier: MIT
#include "diagnosis/table.h"
#include "fuzz_input.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace faultline {

namespace {

struct ReadTable {
    std::vector<std::string> columns;
    std::vector<TableRow> rows;
};

ReadTable readTable(std::string text) {
    ReadTable result;
    Table table;
    const auto read = table.read(*memoryReader(std::move(text)), [&](const TableRow& row) {
        result.rows.push_back(row);
        return true;
    });
    require(read.has_value(), "a table in memory can be read");
    result.columns = table.columns();
    return result;
}

bool sameCells(const TableRow& a, const TableRow& b) {
    return a.cells == b.cells;
}

/// A table without quotes is nothing but lines and commas.
void compareWithPlainSplit(std::string_view text, const ReadTable& table) {
    std::vector<std::pair<std::uint64_t, std::vector<std::string>>> rows;
    std::uint64_t line = 0;
    for (std::size_t start = 0; start < text.size(); ++line) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        std::vector<std::string> cells(1);
        for (const char c : text.substr(start, end - start)) {
            if (c == ',')
                cells.emplace_back();
            else if (c != '\r')
                cells.back() += c;
        }
        if (cells.size() > 1 || !cells.front().empty())
            rows.emplace_back(line, std::move(cells));
        start = end + 1;
    }
    require(rows.empty() ? table.rows.empty() : rows.size() == table.rows.size() + 1,
            "every line that is not empty is a row, the first the header");
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        require(table.rows[i].line.index() == rows[i + 1].first, "a row knows its line");
        require(table.rows[i].cells == rows[i + 1].second, "a row has the cells that its commas part");
    }
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string text(FuzzInput(data, size).text());
    const ReadTable table = readTable(text);
    const auto lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n')) + 1;
    LineNumber last;
    for (const TableRow& row : table.rows) {
        require(!row.cells.empty() && row.text.size() <= 1024, "a row has cells, and its text is bounded");
        require(row.line >= last && row.line.index() < lines, "rows come in the order of their lines");
        last = row.line;
        for (const std::string& cell : row.cells) {
            require(cell.size() <= 16384, "a cell is bounded");
            if (const auto number = numberIn(cell))
                require(std::isfinite(*number), "a number is one to compare with");
        }
    }
    if (size < 2000 && !text.contains('"'))
        compareWithPlainSplit(text, table);

    // Behind a first column of that size, the table lies elsewhere within the blocks that it is read in.
    if (!table.columns.empty() && size > 0) {
        const std::size_t width = 256 * 1024 - data[size - 1];
        const ReadTable moved = readTable(std::string(width, 'x') + "\n" + text);
        require(moved.rows.size() == table.rows.size() + 1, "a longer header changes no row");
        require(std::equal(table.rows.begin(), table.rows.end(), moved.rows.begin() + 1, moved.rows.end(), sameCells),
                "a longer header changes no cell");
    }

    Table any;
    (void)any.read(*memoryReader(text), [](const TableRow&) { return false; });
    for (std::size_t i = 0; i < any.columns().size(); ++i) {
        const auto found = any.column({"no such column, surely", any.columns()[i]});
        require(found && *found <= i, "a column is found by its own name");
    }
    return 0;
}

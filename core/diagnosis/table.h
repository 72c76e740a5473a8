// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"
#include "text/line_number.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// One row of a table, with the line of the file it begins at.
struct TableRow {
    std::vector<std::string> cells;
    LineNumber line;
    std::string text; ///< as written, cut to 1 KB
};

/// Reads a table of comma-separated values (RFC 4180: quoted fields may hold commas, quotes and line breaks; quotes may be missing or wrong).
class Table {
public:
    /// Calls `row` for each row after the header until it returns false. The header is in `columns()` from the first call on. Memory stays at one row.
    /// Fails only when the file cannot be read. Rows longer than 1 MiB end the reading.
    [[nodiscard]] Expected<void> read(const ByteReader& reader, const std::function<bool(const TableRow&)>& row);

    [[nodiscard]] const std::vector<std::string>& columns() const { return m_columns; }
    /// Index of the first of `names` that is a column; case, blanks, `_` and `-` do not matter.
    [[nodiscard]] std::optional<std::size_t> column(const std::vector<std::string>& names) const;

private:
    std::vector<std::string> m_columns;
};

/// The number that a cell holds; nothing for empty cells, `N/A` and other text.
[[nodiscard]] std::optional<double> numberIn(std::string_view cell);

} // namespace faultline

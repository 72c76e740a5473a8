// SPDX-License-Identifier: MIT
#include "diagnosis/table.h"

#include <cctype>
#include <charconv>
#include <cmath>

namespace faultline {

namespace {

constexpr std::size_t blockSize = 256 * 1024;
constexpr std::size_t rowLimit = 1 << 20;
constexpr std::size_t cellLimit = 16 << 10; ///< a list of files in one cell

std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name)
        if (std::isalnum(static_cast<unsigned char>(c)))
            plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

} // namespace

Expected<void> Table::read(const ByteReader& reader, const std::function<bool(const TableRow&)>& onRow) {
    std::string block(blockSize, '\0');
    std::uint64_t offset = 0, line = 0;
    TableRow row;
    std::string cell;
    bool quoted = false, wasQuote = false, any = false, header = true, goOn = true;
    std::size_t rowBytes = 0;
    const auto endCell = [&] {
        row.cells.push_back(std::move(cell));
        cell.clear();
    };
    const auto endRow = [&] {
        endCell();
        if (!(row.cells.size() == 1 && row.cells.front().empty())) {
            if (header) {
                m_columns = row.cells;
                if (!m_columns.empty() && m_columns.front().starts_with("\xEF\xBB\xBF"))
                    m_columns.front().erase(0, 3);
                header = false;
            } else {
                goOn = onRow(row);
            }
        }
        row.cells.clear();
        row.text.clear();
        rowBytes = 0;
        any = false;
    };
    while (goOn) {
        const auto got = reader.read(offset, block);
        if (!got)
            return std::unexpected(got.error());
        if (*got == 0)
            break;
        offset += *got;
        for (std::size_t i = 0; i < *got && goOn; ++i) {
            const char c = block[i];
            if (!any) {
                row.line = LineNumber(line);
                any = true;
            }
            if (c == '\n')
                ++line;
            if (++rowBytes > rowLimit)
                return {};
            if (row.text.size() < 1024 && c != '\r' && (c != '\n' || quoted))
                row.text += c == '\n' ? ' ' : c;
            if (quoted) {
                if (c == '"') {
                    quoted = false;
                    wasQuote = true;
                } else if (cell.size() < cellLimit) {
                    cell += c;
                }
                continue;
            }
            if (c == '"') {
                if (wasQuote && cell.size() < cellLimit)
                    cell += '"'; // a doubled quote inside a quoted field
                quoted = true;
            } else if (c == ',') {
                endCell();
            } else if (c == '\n') {
                endRow();
            } else if (c != '\r' && cell.size() < cellLimit) {
                cell += c;
            }
            wasQuote = false;
        }
    }
    if (goOn && any)
        endRow();
    return {};
}

std::optional<std::size_t> Table::column(const std::vector<std::string>& names) const {
    for (const std::string& name : names)
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            if (plainName(m_columns[i]) == plainName(name))
                return i;
    return std::nullopt;
}

std::optional<double> numberIn(std::string_view cell) {
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\t'))
        cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\t' || cell.back() == '%'))
        cell.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || error != std::errc() || end != cell.data() + cell.size() ||
        !std::isfinite(value)) // `nan` and `inf` are read as numbers
        return std::nullopt;
    return value;
}

} // namespace faultline

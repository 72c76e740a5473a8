// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "job/layout.h"
#include "scan/sighting.h"
#include "text/byte_reader.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// Lines of a table of mini-batches that tell of attempts which another attempt made good: what went wrong in them was lost to nobody.
class AttemptsMadeGood {
public:
    /// Reads the table. Of one with more than a million rows, or without the columns that tell, none is known.
    AttemptsMadeGood(const ByteReader& reader, const TableColumns& columns, const std::stop_token& stop);

    [[nodiscard]] bool contains(LineNumber line) const;

private:
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_lines; ///< first line of a row and of the next one, in order
};

/// What the columns of a table of mini-batches mean; null where a role's files are no such tables.
[[nodiscard]] const TableColumns* miniBatchTable(const Layouts& layouts, std::string_view role);

/// The scan of a table of mini-batches without what it found in such attempts. A traceback in a cell says nothing about how the run ended: what was found in it
/// stands by itself. Null where the file is no such table, or nothing was found in it.
[[nodiscard]] std::unique_ptr<const FileScan> scanOfTable(const Job& job, const Layouts& layouts, const FileScan& scan,
                                                          const std::stop_token& stop);

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "scan/range_scan.h"

#include <vector>

namespace faultline {

/// Joins what the ranges of one file found into its `FileScan`: line numbers, tracebacks whole, conditions of matches, groups of error lines.
/// `ranges` are in the order of the file. Reads the file again only where a traceback begins and near its end.
[[nodiscard]] FileScan assembleFile(std::vector<RangeFindings> ranges, const ByteReader& reader, std::size_t fileIndex, const JobFile& file,
                                    const PatternSet& patterns, const std::stop_token& stop);

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "scan/range_findings.h"
#include "scan/scanner.h"
#include "text/byte_reader.h"

#include <stop_token>

namespace faultline {

/// Makes a file's `FileScan` of what its ranges found, joined (`RangeFindings::append`): tracebacks whole, conditions of matches, groups of error lines.
/// Reads the file again only where a traceback begins and near its end. May be called with the ranges so far.
[[nodiscard]] FileScan assembleFile(const RangeFindings& found, const ByteReader& reader, std::size_t fileIndex, const JobFile& file,
                                    const PatternSet& patterns, const std::stop_token& stop);

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "text/byte_reader.h"
#include "text/encoding.h"

#include <string>

namespace faultline {

/// A file of a job as text that can be searched: line ends are single bytes.
struct OpenedText {
    ByteReaderPointer reader; ///< null where there is `trouble`
    Encoding encoding;
    std::string trouble; ///< why it is not searched
};

/// Opens a file as the lines that the log view shows and the scan reads (`textFormOf`). Data that is no text is refused. Any thread; waits for the disk.
[[nodiscard]] OpenedText openText(const Job& job, const JobFile& file);

} // namespace faultline

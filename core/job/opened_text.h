// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "text/byte_reader.h"
#include "text/text_form.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace faultline {

/// A file of a job as the lines that scan, search and log view agree on (`TextForm`), or why there are none.
struct OpenedText {
    ByteReaderPointer reader; ///< null where there is `trouble`
    TextForm form;
    std::string trouble;
};

/// What is open already. `head`: its first bytes, at least `textSampleSize` or all there are; empty: they are read. Any thread; waits for the disk. A text that has to
/// be converted is converted whole; `stop` ends that.
[[nodiscard]] OpenedText textOf(ByteReaderPointer reader, std::string_view head, const std::stop_token& stop = {});

/// Opens a file of the job. Data that is no text is refused.
[[nodiscard]] OpenedText openText(const Job& job, const JobFile& file, const std::stop_token& stop = {});

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "text/message.h"

#include <cstdint>
#include <optional>

namespace faultline {

/// Whether an opened path held anything that a diagnosis can speak of: "nothing shows a failure" must not be said of a folder that could not be read.
enum class JobContent : std::uint8_t {
    Logs,        ///< there are logs, or something was found all the same
    EmptyLogs,   ///< there are logs, and all of them are empty
    Definitions, ///< no logs, but saved definitions or answers, which were checked
    NoLogs,      ///< files of other kinds only
    NothingRead, ///< what there is could not be read
    NoFiles,     ///< an empty folder or archive
};

/// A diagnosis of a scan that still runs counts as `Logs`.
[[nodiscard]] JobContent contentOf(const Diagnosis& diagnosis);

/// What to tell people in place of an outcome: what it is, why, what to do next. An error where no diagnosis could be made at all, a warning for `EmptyLogs` and
/// `Definitions`, nothing for `Logs`.
[[nodiscard]] std::optional<Message> contentMessage(const Diagnosis& diagnosis);

} // namespace faultline

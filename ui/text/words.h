// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace faultline {

// What several panes say in the same words. Everything returned is plain text in the user's language; values from a job are passed through
// as they are and must be shown as plain text or escaped.

[[nodiscard]] QString toText(std::string_view utf8);

/// `214 B`, `4.1 kB`, `73 MB`: one rounding everywhere.
[[nodiscard]] QString sizeText(std::uint64_t bytes);
[[nodiscard]] QString numberText(std::uint64_t number);

/// `10:03:11 UTC` or, where the log wrote no zone, `10:03:11`. As logged; never converted.
[[nodiscard]] QString clockText(const LogTime& time);
/// With the date.
[[nodiscard]] QString momentText(const LogTime& time);

[[nodiscard]] QString outcomeText(Outcome outcome);
[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] QString stageText(std::string_view stage);

/// A path cut from the left to its last parts: `…/user/error/0/process000.txt`.
[[nodiscard]] QString lastParts(const QString& path, int parts);

/// `path:line`, the line as people count.
[[nodiscard]] QString placeText(const Place& place);

} // namespace faultline

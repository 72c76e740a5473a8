// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace faultline {

/// Code in rows of `columns` characters at most, for a box that does not scroll. A line that is too long goes on below, two columns further in than it began:
/// broken after a blank where there is one, so that words and options stay whole, and within a word only where it is longer than a row.
/// Rows that were broken here end in U+2028; `unwrappedCode` takes them out again.
[[nodiscard]] QString wrappedCode(const QString& code, int columns);

/// The text as it was before, from `wrappedCode` or a selection in it.
[[nodiscard]] QString unwrappedCode(const QString& wrapped);

/// How many rows wrapped code has.
[[nodiscard]] int rowsOfCode(const QString& wrapped);

} // namespace faultline

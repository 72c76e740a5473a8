// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QString>

#include <optional>

namespace faultline {

/// The file of the job that a path written in an article means: `logs/user/stdout/<node>/process000.stdout.txt`.
///
/// Placeholders and globs prefer the node and process of the finding's first place. Nothing where the text is no path or no file matches it.
[[nodiscard]] std::optional<std::size_t> resolvePlace(const Diagnosis& diagnosis, const Finding& finding, const QString& code);

/// Where a step of a finding (an index into `Finding::steps`) sends the reader, whether or not the line that it is after is there: the file of the kind that
/// it names, nearest to the finding. Nothing where the run has no such file.
[[nodiscard]] std::optional<std::size_t> fileOfStep(const Diagnosis& diagnosis, const Finding& finding, std::size_t step);

} // namespace faultline

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

} // namespace faultline

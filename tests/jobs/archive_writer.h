// SPDX-License-Identifier: MIT
#pragma once

#include "job_builder.h"

#include <string>

namespace faultline::tests {

/// Packs files into an archive, `format` being `zip` or `tar.gz`. False if it could not be written.
[[nodiscard]] bool writeArchive(const std::string& path, const std::string& format, const Files& files);

} // namespace faultline::tests

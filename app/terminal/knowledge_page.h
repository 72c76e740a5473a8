// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article.h"

#include <string>

namespace faultline {

/// One article for `knowledge show`: what it says to people, how far to trust it, and all that decides where it is found.
[[nodiscard]] std::string articlePage(const Article& article, unsigned width);

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "job/layout.h"
#include "knowledge/article.h"

#include <string>

namespace faultline {

/// Reads one article (front matter and Markdown) as `resources/packs/README.md` defines it.
///
/// Every fault is reported, each with its line and what to do; the value holds what could be read. An article with an error-level
/// message must not be used for diagnosis. Never throws, whatever the text. `layouts` tells which roles exist.
[[nodiscard]] WithMessages<Article> readArticle(const std::string& text, const std::string& path, const Layouts& layouts);

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article.h"
#include "text/message.h"

#include <string>

namespace faultline {

/// The article as its file: front matter and Markdown, as `resources/packs/README.md` defines it. `readArticle` gives the same article back; roles are written
/// one by one where the author named a group.
[[nodiscard]] std::string writeArticle(const Article& article);

/// The file that an article of that id has in a pack.
[[nodiscard]] std::string articlePath(const std::string& packFolder, const std::string& id);

/// Saves the article into a pack of the user's own: makes the folder and its `pack.yaml` where they are missing, readable by nobody else, and replaces the
/// article's file only once all of it is written. `previousPath` (may be empty) is the file that the article was read from; where that is another one, it goes.
/// Without previousPath an existing article of that id is never overwritten. The value is the path.
[[nodiscard]] Expected<std::string> saveArticle(const Article& article, const std::string& packFolder,
                                                const std::string& previousPath = {});

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// What became of one example of one article.
struct ExampleResult {
    const Article* article = nullptr; ///< lives as long as the knowledge base
    std::size_t example = 0;          ///< index into `Article::examples`
    bool passed = false;
    std::vector<Message> messages; ///< why it did not pass
};

/// Everything that is wrong with a knowledge base.
struct KnowledgeCheck {
    std::vector<Message> messages; ///< of loading, compiling, the examples and the comparisons
    std::vector<ExampleResult> results;
    std::size_t articles = 0;
    std::size_t examples = 0;
    std::size_t passed = 0;
    /// Two articles that give a cause for the same line, and neither says that it gives way to the other.
    std::vector<std::pair<std::string, std::string>> overlaps;
};

/// Tries every article as it will be used: its patterns are compiled, and its examples are scanned and diagnosed as small jobs.
///
/// `which` (may be empty) limits what is tried to some articles; the messages of loading come in full. An example of `text` is judged by the lines
/// that were found in it, because outcomes and other findings depend on a whole run; an example of `files` by the diagnosis.
[[nodiscard]] KnowledgeCheck checkKnowledge(const KnowledgeBasePointer& knowledge, const std::function<bool(const Article&)>& which = {});

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once
#include "knowledge/knowledge_base.h"
#include <functional>
namespace faultline {
struct KnowledgeCheck { std::vector<Message> messages; std::size_t articles = 0, examples = 0, passed = 0; std::vector<std::pair<std::string,std::string>> overlaps; };
inline KnowledgeCheck checkKnowledge(const KnowledgeBasePointer& k, const std::function<bool(const Article&)>& = {}) { KnowledgeCheck c; c.messages = k->messages(); c.articles = k->articles().size(); return c; }
}

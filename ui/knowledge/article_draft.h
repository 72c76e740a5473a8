// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace faultline {

/// The line that a new article begins with.
struct ArticleSeed {
    std::string line; ///< as it stands in the log
    std::string role; ///< id of its file's role; may be empty
};

/// A field of the editor that a fault belongs to.
enum class DraftField { Id, Title, Summary, Pattern, Roles, Stage, Reason, Solution, Examples, Other };

struct DraftFault {
    DraftField field = DraftField::Other;
    Message message;
};

/// What the editor knows without any widget: makes an article from a line, and tells what is wrong with one.
class ArticleDraft {
public:
    /// A new article: a pattern is proposed from the line, which becomes the first example. Ids that exist get a number behind them.
    [[nodiscard]] static Article fromLine(const ArticleSeed& seed, const KnowledgeBase& knowledge);

    /// All that keeps the article from being used or saved: what `readArticle` says of its file, examples that do not do as they say, and an id that another
    /// article has. `previousId` is that of the article which is being edited; empty for a new one.
    [[nodiscard]] static std::vector<DraftFault> faults(const Article& article, const KnowledgeBase& knowledge,
                                                        const std::string& previousId);

    [[nodiscard]] static bool canBeSaved(const std::vector<DraftFault>& faults);

    /// Whether any pattern finds the example's text. None where no pattern can be used or the example is a small job.
    [[nodiscard]] static std::optional<bool> finds(const Article& article, const Example& example);

    /// The summary with what the patterns capture from the first example that is found.
    [[nodiscard]] static Captures capturesOf(const Article& article);
};

} // namespace faultline

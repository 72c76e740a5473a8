// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <string>

namespace faultline {

class Redactor;

/// The diagnosis as Markdown for a ticket: the verdict in its first line, then cause, reason and solution, and briefly what else was found.
///
/// Text of the job stands in fences and code spans that it cannot end, or is escaped; it can make no markup, link or mention. Without `redactor` nothing is hidden.
[[nodiscard]] std::string writeMarkdownReport(const Diagnosis& diagnosis, Redactor* redactor);

/// `text`, of one line, so that Markdown shows it as it is.
[[nodiscard]] std::string markdownEscaped(std::string_view text);

/// Likewise, but what stands in back-quotes becomes code: for titles and sentences of articles.
[[nodiscard]] std::string markdownProse(std::string_view text);

/// `text` as a code span, or with `fenced` as a block, that nothing in it can end.
[[nodiscard]] std::string markdownCode(std::string_view text, bool fenced = false);

} // namespace faultline

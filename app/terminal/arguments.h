// SPDX-License-Identifier: MIT
#pragma once

#include "report/report.h"

#include <expected>
#include <string>
#include <vector>

namespace faultline {

/// What the user asked of the terminal program.
struct Arguments {
    enum class Command : std::uint8_t { Help, Version, Scan, KnowledgeList, KnowledgeShow, KnowledgeCheck };
    Command command = Command::Help;
    std::vector<std::string> paths; ///< of `scan`; the folders of `knowledge check`
    std::vector<std::string> words; ///< of `knowledge list`: all of them are in the articles shown
    std::string article;            ///< of `knowledge show`
    ReportFormat format = ReportFormat::Text;
    std::string output; ///< file to write to; empty: standard output
    std::vector<std::string> packs;
    bool redact = true;
    bool redactPrivateAddresses = false;
    bool quiet = false; ///< no progress on standard error
};

/// Reads the command line. The error is one line that says what is wrong and what would be right.
[[nodiscard]] std::expected<Arguments, std::string> readArguments(const std::vector<std::string>& words);

[[nodiscard]] std::string helpText();

} // namespace faultline

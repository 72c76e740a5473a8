// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline {

enum class ReportFormat : std::uint8_t { Text, Json, Markdown, Html, Sarif };

[[nodiscard]] std::optional<ReportFormat> reportFormatFromName(std::string_view name);

struct ReportOptions {
    ReportFormat format = ReportFormat::Text;
    bool colours = false; ///< ANSI colours; text only
    unsigned width = 100; ///< columns; text only
    bool redact = true;   ///< secrets and personal data are replaced, and what was hidden is listed
    bool indent = false;  ///< JSON over several lines
};

/// Writes the whole report. Log text is escaped for the format: it can never become markup, a terminal sequence or a link.
[[nodiscard]] std::string writeReport(const Diagnosis& diagnosis, const ReportOptions& options);

} // namespace faultline

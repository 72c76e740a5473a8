// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

class Redactor;

enum class ReportFormat : std::uint8_t { Text, Json, Markdown, Html, Sarif };

[[nodiscard]] std::optional<ReportFormat> reportFormatFromName(std::string_view name);

struct ReportOptions {
    ReportFormat format = ReportFormat::Text;
    bool colours = false; ///< ANSI colours; text only
    unsigned width = 100; ///< columns; text only
    bool redact = true;   ///< secrets and personal data are replaced, and what was hidden is listed
    bool redactPrivateAddresses =
        false;           ///< also addresses of private networks (10.x, 172.16–31.x, 192.168.x, fc00::/7, fe80::/10); only with `redact`
    bool indent = false; ///< JSON over several lines
};

/// Writes the whole report. Log text is escaped for the format: it can never become markup, a terminal sequence or a link.
[[nodiscard]] std::string writeReport(const Diagnosis& diagnosis, const ReportOptions& options);

/// Writes the report of several jobs. Equal secrets have equal stand-ins throughout. JSON is one object a line, SARIF one log and HTML one page for all; text and
/// Markdown follow one another.
class ReportSeries {
public:
    explicit ReportSeries(const ReportOptions& options);
    ~ReportSeries();

    /// What can be written now that this job is known; empty where the format needs all of them.
    [[nodiscard]] std::string add(DiagnosisPointer diagnosis);
    /// What is left to be written.
    [[nodiscard]] std::string end();

private:
    ReportOptions m_options;
    std::unique_ptr<Redactor> m_redactor;
    std::vector<DiagnosisPointer> m_waiting;
    bool m_any = false;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "report/report.h"

#include "report/html_report.h"
#include "report/json_report.h"
#include "report/markdown_report.h"
#include "report/redaction.h"
#include "report/sarif_report.h"
#include "report/text_report.h"

namespace faultline {

std::optional<ReportFormat> reportFormatFromName(std::string_view name) {
    if (name == "text")
        return ReportFormat::Text;
    if (name == "json")
        return ReportFormat::Json;
    if (name == "markdown" || name == "md")
        return ReportFormat::Markdown;
    if (name == "html")
        return ReportFormat::Html;
    if (name == "sarif")
        return ReportFormat::Sarif;
    return std::nullopt;
}

std::string writeReport(const Diagnosis& diagnosis, const ReportOptions& options) {
    Redactor redactor;
    Redactor* const hide = options.redact ? &redactor : nullptr;
    switch (options.format) {
    case ReportFormat::Text: return writeTextReport(diagnosis, hide, options.colours, options.width);
    case ReportFormat::Json: return writeJsonReport(diagnosis, hide, options.indent) + "\n";
    case ReportFormat::Markdown: return writeMarkdownReport(diagnosis, hide);
    case ReportFormat::Html: return writeHtmlReport(diagnosis, hide);
    case ReportFormat::Sarif: return writeSarifReport(diagnosis, hide);
    }
    return {};
}

} // namespace faultline

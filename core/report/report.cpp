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

namespace {

std::unique_ptr<Redactor> redactorFor(const ReportOptions& options) {
    Redactor::Options redaction;
    redaction.privateAddresses = options.redactPrivateAddresses;
    return options.redact ? std::make_unique<Redactor>(redaction) : nullptr;
}

} // namespace

std::string writeReport(const Diagnosis& diagnosis, const ReportOptions& options) {
    const std::unique_ptr<Redactor> redactor = redactorFor(options);
    switch (options.format) {
    case ReportFormat::Text: return writeTextReport(diagnosis, redactor.get(), options.colours, options.width);
    case ReportFormat::Json: return writeJsonReport(diagnosis, redactor.get(), options.indent) + "\n";
    case ReportFormat::Markdown: return writeMarkdownReport(diagnosis, redactor.get());
    case ReportFormat::Html: return writeHtmlReport(diagnosis, redactor.get());
    case ReportFormat::Sarif: return writeSarifReport(diagnosis, redactor.get());
    }
    return {};
}

ReportSeries::ReportSeries(const ReportOptions& options) : m_options(options), m_redactor(redactorFor(options)) {}
ReportSeries::~ReportSeries() = default;

std::string ReportSeries::add(DiagnosisPointer diagnosis) {
    const bool first = !m_any;
    m_any = true;
    switch (m_options.format) {
    case ReportFormat::Text: return (first ? "" : "\n") + writeTextReport(*diagnosis, m_redactor.get(), m_options.colours, m_options.width);
    case ReportFormat::Json: return writeJsonReport(*diagnosis, m_redactor.get(), m_options.indent) + "\n";
    case ReportFormat::Markdown: return (first ? "" : "\n") + writeMarkdownReport(*diagnosis, m_redactor.get());
    case ReportFormat::Html:
    case ReportFormat::Sarif: break;
    }
    m_waiting.push_back(std::move(diagnosis));
    return {};
}

std::string ReportSeries::end() {
    if (m_waiting.empty())
        return {};
    return m_options.format == ReportFormat::Html ? writeHtmlReport(m_waiting, m_redactor.get())
                                                  : writeSarifReport(m_waiting, m_redactor.get());
}

} // namespace faultline

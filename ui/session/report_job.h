// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "report/report.h"

#include <QFuture>
#include <QString>

namespace faultline {

/// What a report hands back: its text, or why it could not be written to the file.
using ReportResult = Expected<QString>;

/// Writes the report in the background. Redacted unless the options say otherwise.
[[nodiscard]] QFuture<ReportResult> reportText(const DiagnosisPointer& diagnosis, const ReportOptions& options);

/// Likewise, and saves it. The file is replaced only once all of it is written. The result is the path.
[[nodiscard]] QFuture<ReportResult> saveReport(const DiagnosisPointer& diagnosis, const ReportOptions& options, const QString& path);

/// The same diagnosis with nothing but one finding, as its verdict: for copying that one.
[[nodiscard]] DiagnosisPointer onlyFinding(const Diagnosis& diagnosis, std::size_t finding);

} // namespace faultline

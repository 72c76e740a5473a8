// SPDX-License-Identifier: MIT
#include "session/report_job.h"

#include "text/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QtConcurrentRun>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::ReportJob)
};

} // namespace

QFuture<ReportResult> reportText(const DiagnosisPointer& diagnosis, const ReportOptions& options) {
    return QtConcurrent::run([diagnosis, options]() -> ReportResult { return toText(writeReport(*diagnosis, options)); });
}

QFuture<ReportResult> saveReport(const DiagnosisPointer& diagnosis, const ReportOptions& options, const QString& path) {
    return QtConcurrent::run([diagnosis, options, path]() -> ReportResult {
        const std::string report = writeReport(*diagnosis, options);
        QSaveFile file(path);
        const auto size = static_cast<qint64>(report.size());
        if (!file.open(QIODevice::WriteOnly) || file.write(report.data(), size) != size || !file.commit())
            return std::unexpected(Message::error(Say::tr("The report could not be saved").toStdString(), file.errorString().toStdString(),
                                                  Say::tr("Choose another folder, or free some room.").toStdString())
                                       .at(QFile::encodeName(path).toStdString()));
        return path;
    });
}

DiagnosisPointer onlyFinding(const Diagnosis& diagnosis, std::size_t finding) {
    auto copy = std::make_shared<Diagnosis>();
    copy->job = diagnosis.job;
    copy->knowledge = diagnosis.knowledge;
    copy->outcome = diagnosis.outcome;
    copy->runs = diagnosis.runs;
    copy->layouts = diagnosis.layouts;
    copy->nodes = diagnosis.nodes;
    copy->processes = diagnosis.processes;
    copy->files = diagnosis.files;
    copy->bytes = diagnosis.bytes;

    Finding only = diagnosis.findings[finding];
    only.explains.clear();
    only.explainedBy.clear();
    Verdict verdict;
    verdict.finding = 0;
    verdict.run = only.run;
    verdict.title = only.title;
    verdict.summary = only.summary;
    verdict.chain = {0};
    verdict.places = only.places;
    if (diagnosis.verdict && diagnosis.verdict->finding == finding)
        verdict.why = diagnosis.verdict->why;
    for (RunDiagnosis& run : copy->runs)
        run.verdict.reset();
    copy->findings.push_back(std::move(only));
    copy->verdict = std::move(verdict);
    return copy;
}

} // namespace faultline

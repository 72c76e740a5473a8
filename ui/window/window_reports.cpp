// SPDX-License-Identifier: MIT
#include "window/window_reports.h"

#include "session/report_job.h"
#include "text/words.h"
#include "theme/file_icons.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QSettings>

namespace faultline {

namespace {

const QString addressesKey = QStringLiteral("reports/hide-private-addresses");
const QString folderKey = QStringLiteral("window/export-folder");

QString endingOf(ReportFormat format) {
    switch (format) {
    case ReportFormat::Json: return QStringLiteral("json");
    case ReportFormat::Markdown: return QStringLiteral("md");
    case ReportFormat::Html: return QStringLiteral("html");
    case ReportFormat::Sarif: return QStringLiteral("sarif");
    case ReportFormat::Text: break;
    }
    return QStringLiteral("txt");
}

QString kindOf(ReportFormat format) {
    switch (format) {
    case ReportFormat::Json: return WindowReports::tr("JSON files (*.json)");
    case ReportFormat::Markdown: return WindowReports::tr("Markdown files (*.md)");
    case ReportFormat::Html: return WindowReports::tr("Web pages (*.html)");
    case ReportFormat::Sarif: return WindowReports::tr("SARIF files (*.sarif)");
    case ReportFormat::Text: break;
    }
    return WindowReports::tr("Text files (*.txt)");
}

Message done(const QString& what, std::optional<MessageLocation> where = {}) {
    return {MessageLevel::Note, what.toStdString(), {}, std::move(where), {}};
}

} // namespace

WindowReports::WindowReports(QSettings& settings, QWidget* window) : QObject(window), m_settings(settings), m_window(window) {}

bool WindowReports::hidesAddresses() const {
    return m_settings.value(addressesKey, false).toBool();
}

void WindowReports::setHidesAddresses(bool hides) {
    m_settings.setValue(addressesKey, hides);
}

ReportOptions WindowReports::optionsFor(ReportFormat format) const {
    ReportOptions options;
    options.format = format;
    options.indent = true;
    options.redactPrivateAddresses = hidesAddresses();
    return options;
}

void WindowReports::copy(const DiagnosisPointer& diagnosis) {
    if (!diagnosis)
        return;
    reportText(diagnosis, optionsFor(ReportFormat::Markdown)).then(this, [this](const ReportResult& report) {
        QGuiApplication::clipboard()->setText(*report);
        emit told(done(tr("Copied to the clipboard")));
    });
}

void WindowReports::save(const DiagnosisPointer& diagnosis, ReportFormat format) {
    if (!diagnosis)
        return;
    const QString ending = endingOf(format);
    auto* dialog = new QFileDialog(m_window, tr("Save the diagnosis"), m_settings.value(folderKey).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    useNamedIcons(*dialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->setNameFilters({kindOf(format), tr("All files (*)")});
    // A name of the job may hold what no name of a file can.
    QString name = toLine(diagnosis->job->name);
    dialog->selectFile(QStringLiteral("%1.%2").arg(name.replace(u'/', u'_'), ending));
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, diagnosis, format](const QString& path) {
        m_settings.setValue(folderKey, dialog->directory().absolutePath());
        saveReport(diagnosis, optionsFor(format), path).then(this, [this](const ReportResult& result) {
            emit told(result ? done(tr("The diagnosis was saved"), MessageLocation{result->toStdString(), 0, 0}) : result.error());
        });
    });
    dialog->open();
}

} // namespace faultline

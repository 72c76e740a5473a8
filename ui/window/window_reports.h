// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "report/report.h"
#include "text/message.h"

#include <QObject>

class QSettings;
class QWidget;

namespace faultline {

/// Hands a diagnosis to others: to the clipboard, or to a file that the user names. Written in the background, and redacted as
/// far as the core can.
class WindowReports : public QObject {
    Q_OBJECT
public:
    /// Dialogs belong to `window`. `settings` remember the folder.
    WindowReports(QSettings& settings, QWidget* window);

    /// Whether addresses of private networks are hidden besides secrets and personal data. Remembered.
    [[nodiscard]] bool hidesAddresses() const;
    void setHidesAddresses(bool hides);

    /// As Markdown, for a ticket.
    void copy(const DiagnosisPointer& diagnosis);
    /// Asks for a file first.
    void save(const DiagnosisPointer& diagnosis, ReportFormat format);

signals:
    /// It was done, or why it was not.
    void told(const faultline::Message& message);

private:
    [[nodiscard]] ReportOptions optionsFor(ReportFormat format) const;

    QSettings& m_settings;
    QWidget* m_window;
};

} // namespace faultline

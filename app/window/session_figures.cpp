// SPDX-License-Identifier: MIT
#include "session_figures.h"

#include "session/job_session.h"
#include "window/main_window.h"

#include <QEvent>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace faultline {

namespace {

QJsonValue valueOf(const std::optional<double>& milliseconds) {
    return milliseconds ? QJsonValue(*milliseconds) : QJsonValue();
}

double millisecondsOf(WaitTimes::Duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

/// Megabytes, as Linux tells them of a process; null elsewhere.
QJsonValue memory(QByteArrayView field) {
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith(field))
            return line.sliced(field.size() + 1).trimmed().split(' ').value(0).toDouble() / 1024;
    return {};
}

} // namespace

SessionFigures::SessionFigures(MainWindow& window, Clock::time_point started) : m_started(started) {
    window.installEventFilter(this);
    const JobSession& session = window.session();
    connect(&session, &JobSession::jobOpened, this, [this](const JobPointer& job) {
        if (job && !m_opened)
            m_opened = sinceStart();
    });
    connect(&session, &JobSession::diagnosed, this, [this](const DiagnosisPointer& diagnosis) {
        if (!diagnosis)
            return;
        if (!m_firstVerdict && diagnosis->verdict)
            m_firstVerdict = sinceStart();
        if (!m_diagnosed && diagnosis->final)
            m_diagnosed = sinceStart();
    });
}

double SessionFigures::sinceStart() const {
    return millisecondsOf(Clock::now() - m_started);
}

bool SessionFigures::eventFilter(QObject* watched, QEvent* event) {
    if (!m_shown && event->type() == QEvent::Paint)
        m_shown = sinceStart();
    return QObject::eventFilter(watched, event);
}

bool SessionFigures::write(const QString& file) const {
    const WaitTimes& waits = m_probe.waits();
    const QJsonObject loop{{QStringLiteral("asked"), static_cast<double>(waits.count())},
                           {QStringLiteral("half within"), millisecondsOf(waits.within(0.5))},
                           {QStringLiteral("99 % within"), millisecondsOf(waits.within(0.99))},
                           {QStringLiteral("longest"), millisecondsOf(waits.longest())}};
    const QJsonObject figures{{QStringLiteral("window painted"), valueOf(m_shown)},
                              {QStringLiteral("job opened"), valueOf(m_opened)},
                              {QStringLiteral("first verdict"), valueOf(m_firstVerdict)},
                              {QStringLiteral("diagnosis final"), valueOf(m_diagnosed)},
                              {QStringLiteral("event loop"), loop},
                              {QStringLiteral("resident MB"), memory("VmRSS:")},
                              {QStringLiteral("resident MB, at most"), memory("VmHWM:")}};
    QSaveFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(QJsonDocument(figures).toJson()) >= 0 && out.commit();
}

} // namespace faultline

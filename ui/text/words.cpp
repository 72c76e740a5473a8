// SPDX-License-Identifier: MIT
#include "text/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <array>
#include <utility>

namespace faultline {

namespace {

QString say(const char* text) {
    return QCoreApplication::translate("faultline::Words", text);
}

QDateTime asDateTime(const LogTime& time) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.instant.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc());
}

QString withZone(const QString& text, const LogTime& time) {
    return time.zoneWritten ? say(QT_TRANSLATE_NOOP("faultline::Words", "%1 UTC")).arg(text) : text;
}

} // namespace

QString toText(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString sizeText(std::uint64_t bytes) {
    if (bytes < 1000)
        return say(QT_TRANSLATE_NOOP("faultline::Words", "%1 B")).arg(bytes);
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), bytes < 10 * 1000 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString numberText(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString clockText(const LogTime& time) {
    return withZone(asDateTime(time).toString(QStringLiteral("HH:mm:ss")), time);
}

QString momentText(const LogTime& time) {
    return withZone(asDateTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), time);
}

QString outcomeText(Outcome outcome) {
    switch (outcome) {
    case Outcome::Completed: return say(QT_TRANSLATE_NOOP("faultline::Words", "Completed"));
    case Outcome::CompletedWithLosses: return say(QT_TRANSLATE_NOOP("faultline::Words", "Completed with losses"));
    case Outcome::Cancelled: return say(QT_TRANSLATE_NOOP("faultline::Words", "Cancelled"));
    case Outcome::Failed: return say(QT_TRANSLATE_NOOP("faultline::Words", "Failed"));
    case Outcome::Unknown: break;
    }
    return say(QT_TRANSLATE_NOOP("faultline::Words", "Outcome not known"));
}

QString severityText(Severity severity) {
    switch (severity) {
    case Severity::Error: return say(QT_TRANSLATE_NOOP("faultline::Words", "Error"));
    case Severity::Warning: return say(QT_TRANSLATE_NOOP("faultline::Words", "Warning"));
    case Severity::Info: break;
    }
    return say(QT_TRANSLATE_NOOP("faultline::Words", "Note"));
}

QString stageText(std::string_view stage) {
    static constexpr std::array<std::pair<std::string_view, const char*>, 7> words{{
        {"submit", QT_TRANSLATE_NOOP("faultline::Words", "when it was submitted")},
        {"environment", QT_TRANSLATE_NOOP("faultline::Words", "while its environment was built")},
        {"start", QT_TRANSLATE_NOOP("faultline::Words", "when it started")},
        {"data", QT_TRANSLATE_NOOP("faultline::Words", "while it got its data")},
        {"init", QT_TRANSLATE_NOOP("faultline::Words", "in init()")},
        {"run", QT_TRANSLATE_NOOP("faultline::Words", "while it ran")},
        {"output", QT_TRANSLATE_NOOP("faultline::Words", "while it wrote its output")},
    }};
    for (const auto& [id, text] : words) {
        if (id == stage)
            return say(text);
    }
    return {};
}

QString lastParts(const QString& path, int parts) {
    const QStringList all = path.split(u'/', Qt::SkipEmptyParts);
    if (all.size() <= parts)
        return path;
    return QStringLiteral("…/") + all.last(parts).join(u'/');
}

QString placeText(const Place& place) {
    return QStringLiteral("%1:%2").arg(toText(place.path)).arg(place.line.shown());
}

} // namespace faultline

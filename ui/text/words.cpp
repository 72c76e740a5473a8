// SPDX-License-Identifier: MIT
#include "text/words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFont>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <limits>
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

constexpr char16_t substitute = 0x2426; // ␦

/// Seen by nobody, but obeyed: what reorders, joins or hides the characters beside it. Joiners stay: scripts and emoji are written with them.
bool isInvisible(char16_t c) {
    return (c >= 0x80 && c < 0xA0) || c == 0xAD || c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFC);
}

QString visible(QString text, bool oneLine) {
    const auto hidden = [oneLine](QChar c) {
        const char16_t unit = c.unicode();
        return unit < 0x20 ? oneLine || (unit != u'\n' && unit != u'\t') : unit >= 0x7F && (unit == 0x7F || isInvisible(unit));
    };
    // Nearly every text is sound; then it is not even copied.
    if (std::ranges::none_of(std::as_const(text), hidden))
        return text;
    for (QChar& c : text) {
        if (!hidden(c))
            continue;
        const char16_t unit = c.unicode();
        c = unit < 0x20 ? QChar(static_cast<char16_t>(0x2400 + unit)) : unit == 0x7F ? QChar(char16_t(0x2421)) : QChar(substitute);
    }
    return text;
}

} // namespace

QString toExactText(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString toText(std::string_view utf8) {
    return visible(toExactText(utf8), false);
}

QString toLine(std::string_view utf8) {
    return visible(toExactText(utf8), true);
}

QString pathLine(const QString& path) {
    QString shown = visible(path, true);
    // Bytes that are no text (`pathFromBytes`).
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (shown[i].isLowSurrogate() && (i == 0 || !shown[i - 1].isHighSurrogate()))
            shown[i] = QChar::ReplacementCharacter;
    }
    return shown;
}

QString setApart(const QString& text) {
    const bool rightToLeft = std::ranges::any_of(text, [](QChar c) {
        const QChar::Direction direction = c.direction();
        return direction == QChar::DirR || direction == QChar::DirAL;
    });
    // First strong isolate … pop directional isolate: they take no room and end at the text's end.
    return rightToLeft ? QChar(char16_t(0x2068)) + text + QChar(char16_t(0x2069)) : text;
}

QString withoutCodeMarks(const QString& sentence) {
    QString text = sentence;
    return text.remove(u'`');
}

QString codeMarksHtml(const QString& sentence, const QFont& monospace) {
    const QStringList parts = sentence.split(u'`');
    const QString family = QString(monospace.family()).remove(u'\'').toHtmlEscaped();
    QString html;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString part = parts[i].toHtmlEscaped();
        // A mark without its other half begins no code.
        const bool code = i % 2 == 1 && i + 1 < parts.size();
        html += code ? QStringLiteral("<span style=\"font-family:'%1'\">%2</span>").arg(family, part) : part;
    }
    return html;
}

QString shortened(const QString& text, qsizetype limit) {
    if (text.size() <= limit)
        return text;
    QString head = text.first(std::max<qsizetype>(1, limit - 1));
    // A word is not cut in two where one ends near enough.
    if (const qsizetype blank = head.lastIndexOf(u' '); blank > head.size() * 3 / 4)
        head.truncate(blank);
    return head.trimmed() + u'…';
}

QString sizeText(std::uint64_t bytes) {
    if (bytes < 1000)
        return say(QT_TRANSLATE_NOOP("faultline::Words", "%1 B")).arg(bytes);
    const bool coarse = bytes >= 10'000 && bytes < 1'000'000'000;
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), coarse ? 0 : 1, QLocale::DataSizeSIFormat);
}

QString numberText(std::uint64_t number) {
    return QLocale().toString(static_cast<qulonglong>(number));
}

int forPlural(std::uint64_t number) {
    return static_cast<int>(std::min<std::uint64_t>(number, std::numeric_limits<int>::max()));
}

QString clockText(const LogTime& time) {
    return withZone(asDateTime(time).toString(QStringLiteral("HH:mm:ss")), time);
}

QString momentText(const LogTime& time) {
    return withZone(asDateTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), time);
}

QString durationText(std::chrono::seconds duration) {
    const auto seconds = duration.count();
    const auto two = [](const char* text, qint64 first, qint64 second) { return say(text).arg(first).arg(second); };
    if (seconds < 60)
        return say(QT_TRANSLATE_NOOP("faultline::Words", "%1 s")).arg(seconds);
    if (seconds < 3600)
        return two(QT_TRANSLATE_NOOP("faultline::Words", "%1 min %2 s"), seconds / 60, seconds % 60);
    if (seconds < 48 * 3600)
        return two(QT_TRANSLATE_NOOP("faultline::Words", "%1 h %2 min"), seconds / 3600, seconds / 60 % 60);
    return two(QT_TRANSLATE_NOOP("faultline::Words", "%1 d %2 h"), seconds / 86400, seconds / 3600 % 24);
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
        return pathLine(path);
    return pathLine(QStringLiteral("…/") + all.last(parts).join(u'/'));
}

QString placeText(const QString& shownPath, LineNumber line) {
    return shownPath + u':' + QString::number(line.shown());
}

QString placeText(const Place& place) {
    return placeText(setApart(toLine(place.path)), place.line);
}

} // namespace faultline

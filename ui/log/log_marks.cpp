// SPDX-License-Identifier: MIT
#include "log/log_marks.h"

#include "text/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {

namespace {

LogMark::Kind kindOf(const Finding& finding) {
    // What the program handled and what is said in passing is harmless as well, here where a sign has to do.
    if (finding.standing != Standing::Counts || (finding.article && finding.article->role == ArticleRole::Noise))
        return LogMark::Kind::Noise;
    if (finding.isExplained() || finding.severity != Severity::Error)
        return LogMark::Kind::Explained;
    return LogMark::Kind::Cause;
}

QString wordOf(LogMark::Kind kind) {
    switch (kind) {
    case LogMark::Kind::Cause: return QCoreApplication::translate("faultline::LogMark", "Error");
    case LogMark::Kind::Explained: return QCoreApplication::translate("faultline::LogMark", "Explained");
    case LogMark::Kind::Noise: return QCoreApplication::translate("faultline::LogMark", "Harmless");
    case LogMark::Kind::Unknown: break;
    }
    return QCoreApplication::translate("faultline::LogMark", "Not a known error");
}

/// Bytes of a long line near what was found in it. The scanner keeps three parts of four of its text before that.
std::string partOf(const Place& place) {
    constexpr std::size_t before = Sighting::textLimit * 3 / 4;
    return place.text.size() < before ? std::string() : place.text.substr(before - LogMark::partFocus, LogMark::partLength);
}

} // namespace

QList<LogMark> marksOf(const Diagnosis& diagnosis, std::size_t file) {
    QList<LogMark> marks;
    for (std::size_t i = 0; i < diagnosis.findings.size(); ++i) {
        const Finding& finding = diagnosis.findings[i];
        const LogMark::Kind kind = kindOf(finding);
        for (const Place& place : finding.places)
            if (place.file == file)
                marks.append(
                    {place.line, kind, wordOf(kind) + QStringLiteral(": ") + toLine(finding.title), i, partOf(place), place.offset});
    }
    for (const Unexplained& unknown : diagnosis.unexplained)
        for (const Place& place : unknown.places)
            if (place.file == file)
                marks.append({place.line, LogMark::Kind::Unknown, wordOf(LogMark::Kind::Unknown), nowhere, partOf(place), place.offset});
    std::ranges::stable_sort(marks, {}, &LogMark::line);
    return marks;
}

} // namespace faultline

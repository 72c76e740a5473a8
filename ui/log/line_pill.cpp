// SPDX-License-Identifier: MIT
#include "log/line_pill.h"

#include "text/words.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>
#include <climits>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::LinePill)
};

QString foldText(const LineFold& fold) {
    const auto lines = static_cast<int>(std::min<std::uint64_t>(fold.count, INT_MAX));
    switch (fold.kind) {
    case LineFold::Kind::Frames: return Say::tr("%n frame(s) of the runtime", nullptr, static_cast<int>(fold.frames));
    case LineFold::Kind::Filtered: return Say::tr("%Ln line(s) without warnings or errors", nullptr, lines);
    case LineFold::Kind::Unread: break;
    }
    return Say::tr("%Ln more line(s), not looked at yet", nullptr, lines);
}

} // namespace

QString LinePill::textOf(const LogLine& line, Kind kind) {
    switch (kind) {
    case Kind::Before: return line.before == 0 ? QString() : Say::tr("%1 before …").arg(sizeText(line.before));
    case Kind::More:
        if (line.behind == 0)
            return {};
        return (line.lengthKnown ? Say::tr("… %1 more") : Say::tr("… more than %1 more")).arg(sizeText(line.behind));
    case Kind::Fold: return line.fold ? foldText(*line.fold) : QString();
    case Kind::States: break;
    }
    if (line.statesShown)
        return Say::tr("only the last state");
    if (line.earlierStates == 0)
        return {};
    return line.moreStates ? Say::tr("more than %n earlier state(s)", nullptr, line.earlierStates)
                           : Say::tr("%n earlier state(s)", nullptr, line.earlierStates);
}

QFont LinePill::fontOf(const QFont& font) {
    QFont smaller = font;
    smaller.setPixelSize(std::max(8, font.pixelSize() - 1));
    return smaller;
}

int LinePill::widthOf(const QString& text, const QFont& pillFont) {
    return text.isEmpty() ? 0 : QFontMetrics(pillFont).horizontalAdvance(text) + 16;
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "log/line_pill.h"

#include "text/words.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::LinePill)
};

} // namespace

QString LinePill::textOf(const LogLine& line, Kind kind) {
    switch (kind) {
    case Kind::Before: return line.before == 0 ? QString() : Say::tr("%1 before …").arg(sizeText(line.before));
    case Kind::More:
        if (line.behind == 0)
            return {};
        return (line.lengthKnown ? Say::tr("… %1 more") : Say::tr("… more than %1 more")).arg(sizeText(line.behind));
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

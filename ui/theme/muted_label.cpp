// SPDX-License-Identifier: MIT
#include "theme/muted_label.h"

#include "theme/theme.h"

#include <QEvent>
#include <QFontInfo>
#include <QScopedValueRollback>

#include <algorithm>

namespace faultline {

MutedLabel::MutedLabel(const QString& text, Kind kind, QWidget* parent) : QLabel(text, parent), m_kind(kind) {
    setTextFormat(Qt::PlainText);
    if (kind != Kind::Text) {
        QFont small = font();
        small.setPixelSize(std::max(10, QFontInfo(small).pixelSize() - (kind == Kind::Heading ? 2 : 1)));
        if (kind == Kind::Heading) {
            small.setWeight(QFont::DemiBold);
            small.setCapitalization(QFont::AllUppercase);
            small.setLetterSpacing(QFont::PercentageSpacing, 104);
        }
        setFont(small);
    }
    colour();
}

void MutedLabel::colour() {
    const QScopedValueRollback changing(m_changing, true);
    QPalette own = palette();
    own.setColor(QPalette::WindowText, Theme::of(own).muted);
    setPalette(own);
}

void MutedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_changing)
        colour();
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "knowledge/trial_delegate.h"

#include "knowledge/trial_model.h"
#include "theme/theme.h"

#include <QFontInfo>
#include <QPainter>

namespace faultline {

namespace {

QFont smallFont(const QFont& text) {
    QFont font = text;
    font.setPixelSize(QFontInfo(text).pixelSize() - 1);
    return font;
}

} // namespace

void TrialDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme theme = Theme::of(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.selection);
    const QRect inner = option.rect.adjusted(8, 4, -8, -4);
    const QFont small = smallFont(option.font);
    painter->setFont(small);
    painter->setPen(theme.muted);
    const QFontMetrics metrics(small);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignTop,
                      metrics.elidedText(index.data(TrialModel::PlaceRole).toString(), Qt::ElideLeft, inner.width()));
    const QFont mono = Theme::monospace(option.font);
    painter->setFont(mono);
    painter->setPen(theme.text);
    painter->drawText(inner, Qt::AlignLeft | Qt::AlignBottom,
                      QFontMetrics(mono).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, inner.width()));
    painter->restore();
}

QSize TrialDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {120, QFontMetrics(smallFont(option.font)).height() + QFontMetrics(Theme::monospace(option.font)).height() + 12};
}

} // namespace faultline

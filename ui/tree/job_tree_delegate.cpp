// SPDX-License-Identifier: MIT
#include "tree/job_tree_delegate.h"

#include "text/words.h"
#include "theme/theme.h"
#include "tree/job_tree_model.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>

#include <algorithm>

namespace faultline {

namespace {

constexpr int gap = 8;
constexpr int iconSize = 16;
constexpr int edge = 8;

struct Pill {
    QString text;
    QColor ink, fill;
};

Pill pillFor(const TreeBadge& badge, const Theme& theme) {
    if (badge.hasFindings()) {
        const QString number = numberText(std::uint64_t{badge.errors} + badge.warnings);
        return badge.errors > 0 ? Pill{number, theme.error, theme.errorTint} : Pill{number, theme.warning, theme.warningTint};
    }
    if (badge.noise > 0)
        return {JobTreeDelegate::tr("noise %1").arg(numberText(badge.noise)), theme.muted, theme.quiet};
    return {};
}

} // namespace

QSize JobTreeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {100, std::max(option.fontMetrics.height() + 8, 24)};
}

void JobTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Theme theme = Theme::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool topLevel = !index.parent().isValid() && index.data(JobTreeModel::IsFolderRole).toBool();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    QRect room = option.rect.adjusted(4, 0, -edge, 0);
    if (selected && (option.state & QStyle::State_HasFocus)) {
        // The focus ring spans the row as the selection does.
        painter->fillRect(QRect(0, option.rect.top(), 2, option.rect.height()), theme.accent);
    }

    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(room.left(), room.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    room.setLeft(room.left() + iconSize + gap);

    if (const Pill pill = pillFor(index.data(JobTreeModel::BadgeRole).value<TreeBadge>(), theme); !pill.text.isEmpty()) {
        QFont font = option.font;
        font.setPixelSize(std::max(9, QFontInfo(font).pixelSize() - 2));
        font.setWeight(QFont::DemiBold);
        const QFontMetrics metrics(font);
        const int height = metrics.height() + 3;
        const int width = std::max(metrics.horizontalAdvance(pill.text) + 12, height + 2);
        const QRect rect(room.right() - width + 1, room.center().y() - height / 2 + 1, width, height);
        painter->setPen(Qt::NoPen);
        painter->setBrush(pill.fill);
        painter->drawRoundedRect(rect, height / 2.0, height / 2.0);
        painter->setFont(font);
        painter->setPen(pill.ink);
        painter->drawText(rect, Qt::AlignCenter, pill.text);
        room.setRight(rect.left() - gap);
    }

    QFont nameFont = option.font;
    if (topLevel)
        nameFont.setWeight(QFont::DemiBold);
    const QFontMetrics nameMetrics(nameFont);
    const QString name = index.data(Qt::DisplayRole).toString();
    const int nameWidth = std::min(nameMetrics.horizontalAdvance(name), room.width());

    if (const QString words = index.data(JobTreeModel::WordsRole).toString(); !words.isEmpty()) {
        QFont font = option.font;
        font.setPixelSize(std::max(10, QFontInfo(font).pixelSize() - 1));
        const QFontMetrics metrics(font);
        const int free = room.width() - nameWidth - gap;
        if (free >= metrics.averageCharWidth() * 4) {
            painter->setFont(font);
            painter->setPen(theme.muted);
            painter->drawText(QRect(room.right() - free + 1, room.top(), free, room.height()),
                              Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(words, Qt::ElideRight, free));
        }
    }

    painter->setFont(nameFont);
    painter->setPen(theme.text);
    painter->drawText(QRect(room.left(), room.top(), nameWidth + 1, room.height()), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      nameMetrics.elidedText(name, Qt::ElideMiddle, nameWidth + 1));
    painter->restore();
}

} // namespace faultline

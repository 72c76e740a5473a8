// SPDX-License-Identifier: MIT
#include "search/search_delegate.h"

#include "search/search_model.h"
#include "text/words.h"
#include "theme/theme.h"

#include <QIcon>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr int gap = 8;
constexpr int iconSize = 16;
constexpr int numberDigits = 8;
constexpr int before = 24; ///< characters that stay in sight before a hit that would lie beyond the edge

/// Tabs and control characters would tear the row apart.
QString onOneRow(QString text) {
    for (QChar& c : text)
        if (c < u' ' || c == QChar(0x7F) || c == QChar::LineSeparator || c == QChar::ParagraphSeparator)
            c = u' ';
    return text;
}

} // namespace

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {100, std::max(option.fontMetrics.height() + 6, 22)};
}

void SearchDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setClipRect(option.rect);
    if (index.data(SearchModel::KindRole).toInt() == static_cast<int>(SearchModel::Kind::File))
        paintFile(painter, option, index);
    else
        paintLine(painter, option, index);
    painter->restore();
}

void SearchDelegate::paintFile(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const Theme theme = Theme::of(option.palette);
    QRect room = option.rect.adjusted(2, 0, -gap, 0);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(room.left(), room.center().y() - iconSize / 2 + 1, iconSize, iconSize));
    room.setLeft(room.left() + iconSize + gap);

    const QString count = index.data(SearchModel::CountRole).toString();
    const int countWidth = option.fontMetrics.horizontalAdvance(count);
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    // Of a path its end says most.
    const QString path = index.data(Qt::DisplayRole).toString();
    const int pathRoom = std::max(60, room.width() - countWidth - gap);
    const QString shown = metrics.elidedText(path, Qt::ElideLeft, pathRoom);
    painter->setFont(font);
    painter->setPen(theme.text);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    room.setLeft(room.left() + metrics.horizontalAdvance(shown) + gap);
    painter->setFont(option.font);
    painter->setPen(theme.muted);
    painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      option.fontMetrics.elidedText(count, Qt::ElideRight, room.width()));
}

void SearchDelegate::paintLine(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) {
    const Theme theme = Theme::of(option.palette);
    const auto kind = static_cast<SearchModel::Kind>(index.data(SearchModel::KindRole).toInt());
    const QFont font = Theme::monospace(option.font);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    const int numberWidth = metrics.horizontalAdvance(QLatin1Char('0')) * numberDigits;
    QRect room = option.rect.adjusted(0, 0, -gap, 0);
    const QRect number(room.left(), room.top(), numberWidth, room.height());
    painter->setPen(theme.muted);
    if (kind == SearchModel::Kind::Gap) {
        painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("⋮"));
        return;
    }
    painter->drawText(number, Qt::AlignRight | Qt::AlignVCenter, numberText(index.data(SearchModel::LineRole).toULongLong() + 1));
    room.setLeft(number.right() + 1 + 2 * gap);

    QString text = index.data(Qt::DisplayRole).toString();
    auto spans = index.data(SearchModel::SpansRole).value<SearchModel::Spans>();
    const int cut = index.data(SearchModel::CutRole).toInt();
    int from = 0;
    // The first hit must be seen, whatever stands before it.
    if (!spans.isEmpty() && metrics.horizontalAdvance(text.left(spans.front().second)) > room.width())
        from = std::max(0, spans.front().first - before);
    if (from > 0 && text.at(from).isLowSurrogate())
        ++from;
    const QString lead = from > 0 || (cut & 1) != 0 ? QStringLiteral("…") : QString();
    text = lead + onOneRow(text.mid(from)) + ((cut & 2) != 0 ? QStringLiteral("…") : QString());
    const int shift = static_cast<int>(lead.size()) - from;

    QTextLayout layout(text, font);
    QTextOption how;
    how.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(how);
    QList<QTextLayout::FormatRange> formats;
    for (const auto& [begin, end] : spans) {
        QTextLayout::FormatRange range;
        range.start = std::max(0, begin + shift);
        range.length = end + shift - range.start;
        if (range.length <= 0)
            continue;
        range.format.setBackground(Theme::mix(theme.base, theme.warning, theme.dark ? 0.45 : 0.35));
        range.format.setForeground(theme.text);
        formats.append(range);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e6);
    layout.endLayout();
    painter->setClipRect(room);
    painter->setPen(kind == SearchModel::Kind::Hit ? theme.text : theme.muted);
    layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "log/log_tab_bar.h"

#include "theme/theme.h"

#include <QFontMetrics>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace faultline {

namespace {

constexpr int tabHeight = 32;
constexpr int closeSize = 16;
constexpr int side = 12;
constexpr int widestTab = 280;

} // namespace

LogTabBar::LogTabBar(QWidget* parent) : QTabBar(parent) {
    setMouseTracking(true);
    setDrawBase(false);
    setExpanding(false);
    setMovable(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideLeft);
    setAccessibleName(tr("Opened logs"));
    setFocusPolicy(Qt::TabFocus);
}

void LogTabBar::setPreview(int index, bool preview) {
    if (index < 0 || isPreview(index) == preview)
        return;
    setTabData(index, preview);
    // The width of the text has changed; only setting the text makes the bar lay itself out again.
    const QString text = tabText(index);
    setTabText(index, QString());
    setTabText(index, text);
}

bool LogTabBar::isPreview(int index) const {
    return tabData(index).toBool();
}

void LogTabBar::setActive(bool active) {
    m_active = active;
    update();
}

QFont LogTabBar::fontOf(int index) const {
    QFont font = this->font();
    font.setItalic(isPreview(index));
    if (index == currentIndex())
        font.setWeight(QFont::DemiBold);
    return font;
}

QSize LogTabBar::tabSizeHint(int index) const {
    QFont font = fontOf(index);
    font.setWeight(QFont::DemiBold); // a tab keeps its width when it is chosen
    const int width = QFontMetrics(font).horizontalAdvance(tabText(index)) + side + closeSize + 16;
    return {std::min(width, widestTab), std::max(tabHeight, QFontMetrics(font).height() + 12)};
}

QSize LogTabBar::minimumTabSizeHint(int index) const {
    return {std::min(120, tabSizeHint(index).width()), tabSizeHint(index).height()};
}

QRect LogTabBar::closeRect(int index) const {
    const QRect tab = tabRect(index);
    return {tab.right() - closeSize - 4, tab.center().y() - closeSize / 2 + 1, closeSize, closeSize};
}

void LogTabBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Theme theme = Theme::of(palette());
    painter.fillRect(rect(), theme.window);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
    for (int i = 0; i < count(); ++i) {
        const QRect tab = tabRect(i);
        const bool current = i == currentIndex();
        if (current) {
            painter.fillRect(tab, theme.base);
            painter.fillRect(tab.left(), tab.top(), tab.width(), 2, m_active ? theme.accent : theme.line);
        } else if (i == m_hovered) {
            painter.fillRect(tab.adjusted(0, 0, 0, -1), Theme::mix(theme.window, theme.text, 0.04));
        }
        painter.fillRect(tab.right(), tab.top(), 1, tab.height(), theme.line);
        painter.setFont(fontOf(i));
        painter.setPen(current && m_active ? theme.text : theme.muted);
        const QRect textArea = tab.adjusted(side, 0, -closeSize - 10, 0);
        painter.drawText(textArea, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(painter.font()).elidedText(tabText(i), Qt::ElideLeft, textArea.width()));
        if (i == m_hovered || current) {
            const QRect close = closeRect(i);
            painter.setRenderHint(QPainter::Antialiasing);
            if (i == m_hovered && m_onClose) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(Theme::mix(theme.base, theme.text, 0.12));
                painter.drawRoundedRect(close, 4, 4);
            }
            painter.setPen(QPen(theme.muted, 1.4, Qt::SolidLine, Qt::RoundCap));
            const QRectF cross = QRectF(close).adjusted(4.5, 4.5, -4.5, -4.5);
            painter.drawLine(cross.topLeft(), cross.bottomRight());
            painter.drawLine(cross.topRight(), cross.bottomLeft());
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
        if (current && hasFocus()) {
            painter.setPen(theme.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(tab.adjusted(3, 4, -4, -4));
        }
    }
}

void LogTabBar::mousePressEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    const int index = tabAt(point);
    m_pressedClose = -1;
    if (event->button() == Qt::LeftButton && index >= 0 && closeRect(index).contains(point)) {
        m_pressedClose = index;
        return;
    }
    QTabBar::mousePressEvent(event);
}

void LogTabBar::mouseMoveEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    m_hovered = tabAt(point);
    m_onClose = m_hovered >= 0 && closeRect(m_hovered).contains(point);
    update();
    if (m_pressedClose < 0)
        QTabBar::mouseMoveEvent(event);
}

void LogTabBar::mouseReleaseEvent(QMouseEvent* event) {
    const QPoint point = event->position().toPoint();
    const int index = tabAt(point);
    const bool close = m_pressedClose >= 0 && index == m_pressedClose && closeRect(index).contains(point);
    m_pressedClose = -1;
    if (close || (event->button() == Qt::MiddleButton && index >= 0))
        emit tabCloseRequested(index);
    else
        QTabBar::mouseReleaseEvent(event);
}

void LogTabBar::mouseDoubleClickEvent(QMouseEvent* event) {
    const int index = tabAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index >= 0 && isPreview(index))
        emit keepRequested(index);
}

void LogTabBar::leaveEvent(QEvent* event) {
    m_hovered = -1;
    m_onClose = false;
    update();
    QTabBar::leaveEvent(event);
}

} // namespace faultline

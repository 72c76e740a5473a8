// SPDX-License-Identifier: MIT
#include "theme/calm_style.h"

#include "theme/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyleOption>
#include <QToolButton>
#include <QWidget>

#include <algorithm>

namespace faultline {

namespace {

constexpr int scrollBarWidth = 12;
constexpr int shortestThumb = 28;
constexpr int menuArrow = 16;
constexpr int iconGap = 10;

void fillRound(QPainter* painter, const QRect& rect, const QColor& fill, const QColor& edge, qreal edgeWidth = 1) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(edge.isValid() ? QPen(edge, edgeWidth) : QPen(Qt::NoPen));
    const qreal inset = edge.isValid() ? edgeWidth / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), Theme::radius, Theme::radius);
    painter->restore();
}

void drawChevron(QPainter* painter, const QRectF& rect, Qt::ArrowType arrow, const QColor& colour) {
    const QPointF middle = rect.center();
    const qreal reach = std::min({rect.width(), rect.height(), 7.0}) / 2;
    QPolygonF points{QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(middle);
    switch (arrow) {
    case Qt::UpArrow: painter->rotate(180); break;
    case Qt::LeftArrow: painter->rotate(90); break;
    case Qt::RightArrow: painter->rotate(-90); break;
    default: break;
    }
    painter->setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(points);
    painter->restore();
}

bool iconAndText(const QStyleOptionToolButton& button) {
    return button.toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button.icon.isNull() && !button.text.isEmpty();
}

/// What a text is typed into.
void drawField(const QStyleOption* option, QPainter* painter, const Theme& theme) {
    const bool focused = option->state & QStyle::State_HasFocus;
    fillRound(painter, option->rect, theme.base, focused ? theme.accent : theme.line, focused ? 1.5 : 1);
}

bool isPrimary(const QWidget* widget) {
    return widget && widget->property("primary").toBool();
}

void drawPushButton(const QStyleOption* option, QPainter* painter, const QWidget* widget) {
    const Theme theme = Theme::of(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hovered = enabled && (option->state & QStyle::State_MouseOver);
    QColor fill = theme.base;
    QColor edge = theme.line;
    if (isPrimary(widget) && enabled) {
        fill = theme.accent;
        edge = QColor();
        if (down || hovered)
            fill = Theme::mix(fill, theme.text, down ? 0.2 : 0.1);
    } else if (down) {
        fill = theme.selection;
        edge = Theme::mix(theme.line, theme.accent, 0.5);
    } else if (hovered) {
        fill = Theme::mix(theme.base, theme.text, 0.05);
        edge = Theme::mix(theme.line, theme.text, 0.15);
    }
    fillRound(painter, option->rect, fill, edge);
}

} // namespace

CalmStyle::CalmStyle() : QProxyStyle(QStringLiteral("fusion")) {
    setObjectName(QStringLiteral("calm"));
}

void CalmStyle::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (qobject_cast<QScrollBar*>(widget) || qobject_cast<QToolButton*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_SplitterWidth: return 1;
    case PM_ScrollBarExtent: return scrollBarWidth;
    case PM_ScrollBarSliderMin: return shortestThumb;
    case PM_ScrollView_ScrollBarSpacing: return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_ToolBarItemSpacing: return 4;
    case PM_ToolTipLabelFrameWidth: return 4;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ScrollBar_Transient:
    case SH_ItemView_ArrowKeysNavigateIntoChildren: return hint == SH_ItemView_ArrowKeysNavigateIntoChildren ? 1 : 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_UnderlineShortcut: return qobject_cast<const QAbstractButton*>(widget) ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const {
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int text = option ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_PushButton: return {std::max(size.width() + 26, 64), std::max(text + 14, size.height() + 10)};
    case CT_LineEdit: return {result.width(), text + 14};
    case CT_ComboBox:
        if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option); box && box->editable)
            return {result.width(), text + 14};
        return result;
    case CT_ToolButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            int width = size.width() + 12 + (iconAndText(*button) ? iconGap : 0);
            if (button->features & QStyleOptionToolButton::HasMenu && !(button->features & QStyleOptionToolButton::MenuButtonPopup) &&
                button->toolButtonStyle != Qt::ToolButtonIconOnly)
                width += menuArrow - 4;
            return {width, std::max(text + 12, size.height() + 8)};
        }
        return result;
    case CT_ItemViewItem: return {result.width(), std::max(result.height(), text + 8)};
    case CT_HeaderSection: return {result.width() + 8, text + 12};
    case CT_MenuItem: return {result.width() + 8, result.height() + 4};
    default: return result;
    }
}

QRect CalmStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(6, 0, -4, 0) : rect;
}

QRect CalmStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);

    const bool horizontal = bar->orientation == Qt::Horizontal;
    const int length = horizontal ? bar->rect.width() : bar->rect.height();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    int thumb = length;
    if (range > 0) {
        const qint64 whole = range + bar->pageStep;
        thumb = std::clamp(static_cast<int>(qint64(length) * bar->pageStep / std::max<qint64>(whole, 1)), std::min(shortestThumb, length),
                           length);
    }
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb, bar->upsideDown);
    int from = 0;
    int extent = 0;
    switch (part) {
    case SC_ScrollBarGroove: extent = length; break;
    case SC_ScrollBarSlider:
        from = start;
        extent = thumb;
        break;
    case SC_ScrollBarSubPage: extent = start; break;
    case SC_ScrollBarAddPage:
        from = start + thumb;
        extent = length - from;
        break;
    default: break;
    }
    const QRect rect = horizontal ? QRect(bar->rect.x() + from, bar->rect.y(), extent, bar->rect.height())
                                  : QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), extent);
    return visualRect(bar->direction, bar->rect, rect);
}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    switch (element) {
    case PE_PanelButtonCommand: drawPushButton(option, painter, widget); return;
    case PE_PanelButtonTool: {
        if (widget && widget->property("outlined").toBool()) {
            drawPushButton(option, painter, widget);
            return;
        }
        const bool active = option->state & (State_Sunken | State_On);
        if (active || ((option->state & State_MouseOver) && (option->state & State_Enabled)))
            fillRound(painter, option->rect, Theme::mix(theme.window, theme.text, active ? 0.12 : 0.07), QColor());
        return;
    }
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth > 0)
            drawField(option, painter, theme);
        return;
    case PE_FrameLineEdit:
    case PE_PanelScrollAreaCorner: return;
    case PE_FrameFocusRect: fillRound(painter, option->rect, QColor(), theme.accent, 1.5); return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const QRect rect(option->rect.right() - 15, option->rect.top(), 16, option->rect.height());
            drawChevron(painter, rect, option->state & State_Open ? Qt::DownArrow : Qt::RightArrow, theme.muted);
        }
        return;
    case PE_IndicatorArrowDown: drawChevron(painter, option->rect, Qt::DownArrow, theme.muted); return;
    case PE_IndicatorArrowUp: drawChevron(painter, option->rect, Qt::UpArrow, theme.muted); return;
    case PE_IndicatorArrowRight: drawChevron(painter, option->rect, Qt::RightArrow, theme.muted); return;
    case PE_IndicatorArrowLeft: drawChevron(painter, option->rect, Qt::LeftArrow, theme.muted); return;
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem:
        if (option->state & State_Selected)
            painter->fillRect(option->rect, theme.selection);
        else if (option->state & State_MouseOver)
            painter->fillRect(option->rect, Theme::mix(theme.window, theme.text, 0.04));
        return;
    case PE_FrameStatusBarItem:
    case PE_FrameTabBarBase: return;
    case PE_Frame:
        painter->setPen(theme.line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    switch (element) {
    case CE_Splitter: painter->fillRect(option->rect, theme.line); return;
    case CE_PushButtonLabel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); button && isPrimary(widget)) {
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::Active, QPalette::ButtonText, theme.onAccent);
            copy.palette.setColor(QPalette::Inactive, QPalette::ButtonText, theme.onAccent);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_ItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option)) {
            // The selection is a tint: text keeps its colour on it.
            QStyleOptionViewItem copy = *item;
            copy.palette.setColor(QPalette::HighlightedText, theme.text);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme.line);
        return;
    case CE_ProgressBarGroove:
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.quiet);
        painter->drawRoundedRect(option->rect, option->rect.height() / 2.0, option->rect.height() / 2.0);
        painter->restore();
        return;
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option); bar && bar->maximum > bar->minimum) {
            const double share = double(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
            QRectF done(bar->rect);
            done.setWidth(std::max(done.height(), done.width() * share));
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.accent);
            painter->drawRoundedRect(done, done.height() / 2, done.height() / 2);
            painter->restore();
            return;
        }
        break;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            const bool selected = tab->state & State_Selected;
            painter->fillRect(tab->rect, selected ? theme.base : theme.window);
            if (selected)
                painter->fillRect(QRect(tab->rect.left(), tab->rect.top(), tab->rect.width(), 2), theme.accent);
            painter->fillRect(QRect(tab->rect.right(), tab->rect.top(), 1, tab->rect.height()), theme.line);
            if (tab->state & State_HasFocus)
                fillRound(painter, tab->rect.adjusted(4, 5, -5, -4), QColor(), theme.accent, 1.5);
            return;
        }
        break;
    case CE_ToolBar:
        painter->fillRect(option->rect, theme.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), theme.line);
        return;
    case CE_ShapedFrame:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
            if (frame->frameShape == QFrame::HLine) {
                painter->fillRect(QRect(option->rect.left(), option->rect.center().y(), option->rect.width(), 1), theme.line);
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                painter->fillRect(QRect(option->rect.center().x(), option->rect.top(), 1, option->rect.height()), theme.line);
                return;
            }
        }
        break;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const {
    const Theme theme = Theme::of(option->palette);
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option); control == CC_ScrollBar && bar) {
        if (bar->maximum <= bar->minimum)
            return;
        QRect thumb = proxy()->subControlRect(control, option, SC_ScrollBarSlider, widget);
        thumb = bar->orientation == Qt::Horizontal ? thumb.adjusted(2, 3, -2, -3) : thumb.adjusted(3, 2, -3, -2);
        const bool held = (bar->state & State_Sunken) && (bar->activeSubControls & SC_ScrollBarSlider);
        const bool hovered = bar->state & State_MouseOver;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(Theme::mix(theme.window, theme.text, held ? 0.5 : hovered ? 0.36 : 0.22));
        painter->drawRoundedRect(thumb, 3, 3);
        painter->restore();
        return;
    }
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        control == CC_ComboBox && box && box->editable && box->frame) {
        drawField(box, painter, theme);
        drawChevron(painter, proxy()->subControlRect(control, box, SC_ComboBoxArrow, widget), Qt::DownArrow, theme.muted);
        return;
    }
    if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option); control == CC_ToolButton && button) {
        const bool menu = (button->features & QStyleOptionToolButton::HasMenu) &&
                          !(button->features & QStyleOptionToolButton::MenuButtonPopup) &&
                          button->toolButtonStyle != Qt::ToolButtonIconOnly;
        if (!(button->features & QStyleOptionToolButton::MenuButtonPopup)) {
            proxy()->drawPrimitive(PE_PanelButtonTool, option, painter, widget);
            QStyleOptionToolButton label = *button;
            label.features &= ~QStyleOptionToolButton::HasMenu;
            label.rect = button->rect.adjusted(6, 0, menu ? -menuArrow : -6, 0);
            label.state &= ~(State_Sunken | State_On);
            if (iconAndText(*button)) {
                // Fusion sets icon and text too close to read them as two.
                const QRect icon(label.rect.left() + 4, label.rect.center().y() - label.iconSize.height() / 2 + 1, label.iconSize.width(),
                                 label.iconSize.height());
                label.icon.paint(painter, icon, Qt::AlignCenter, (label.state & State_Enabled) ? QIcon::Normal : QIcon::Disabled);
                label.rect.setLeft(icon.right() + 1 + iconGap - 2);
                proxy()->drawItemText(painter, label.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, label.palette,
                                      label.state & State_Enabled, label.text, QPalette::ButtonText);
            } else {
                proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
            }
            if (menu)
                drawChevron(painter, QRectF(button->rect.right() - menuArrow - 1, button->rect.top(), 12, button->rect.height()),
                            Qt::DownArrow, theme.muted);
            if ((button->state & State_HasFocus) && (button->state & State_KeyboardFocusChange))
                fillRound(painter, button->rect, QColor(), theme.accent, 1.5);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace faultline

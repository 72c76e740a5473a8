// SPDX-License-Identifier: MIT
#include "window/status_line.h"

#include "theme/elided_label.h"
#include "theme/muted_label.h"
#include "theme/theme.h"
#include "window/action_registry.h"

#include <QAction>
#include <QEvent>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace faultline {

namespace {

constexpr int edge = 12;

QLabel* part() {
    return new MutedLabel({}, MutedLabel::Kind::Small);
}

QToolButton* stepButton(QAction* action, Qt::ArrowType arrow) {
    auto* button = new QToolButton;
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    button->setFixedHeight(20);
    QFont small = button->font();
    small.setPixelSize(std::max(10, QFontInfo(small).pixelSize() - 1));
    button->setFont(small);
    button->setFocusPolicy(Qt::NoFocus);
    const auto update = [button, action] {
        button->setEnabled(action->isEnabled());
        // The key stands on the button, so that who presses it once need not do so again.
        button->setText(action->shortcut().toString(QKeySequence::NativeText));
        button->setToolTip(ActionRegistry::plainText(*action));
        button->setAccessibleName(ActionRegistry::plainText(*action));
    };
    update();
    QObject::connect(action, &QAction::changed, button, update);
    QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

StatusLine::StatusLine(QAction* nextFinding, QAction* previousFinding, QWidget* parent)
    : QWidget(parent), m_position(part()), m_finding(part()), m_next(stepButton(nextFinding, Qt::DownArrow)),
      m_previous(stepButton(previousFinding, Qt::UpArrow)), m_role(new ElidedLabel({}, MutedLabel::Kind::Small)),
      m_encoding(new QToolButton), m_lineEnds(part()), m_size(part()), m_address(new ElidedLabel({}, MutedLabel::Kind::Small)),
      m_contentBox(new QWidget) {
    auto* content = new QHBoxLayout(m_contentBox);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(16);
    content->addWidget(m_position);
    content->addWidget(m_finding);
    auto* steps = new QHBoxLayout;
    steps->setSpacing(4);
    steps->addWidget(m_next);
    steps->addWidget(m_previous);
    content->addLayout(steps);
    content->addStretch(1);
    m_encoding->setFont(m_size->font());
    m_encoding->setAutoRaise(true);
    m_encoding->setPopupMode(QToolButton::InstantPopup);
    m_encoding->setFocusPolicy(Qt::TabFocus);
    m_encoding->setFixedHeight(20);
    m_encoding->setToolTip(tr("Encoding: read this log in another one"));
    for (QWidget* widget : std::initializer_list<QWidget*>{m_role, m_encoding, m_lineEnds, m_size})
        content->addWidget(widget);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(edge, 1, edge, 0);
    all->setSizeConstraint(QLayout::SetNoConstraint);
    all->addWidget(m_contentBox);
    all->addWidget(m_address);
    m_address->hide();
    setFixedHeight(26);
    updateColours();
    setContent({});
}

void StatusLine::updateColours() {
    // As quiet as the labels beside it.
    QPalette quiet = palette();
    quiet.setColor(QPalette::ButtonText, Theme::of(quiet).muted);
    m_encoding->setPalette(quiet);
}

void StatusLine::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColours();
}

void StatusLine::fit() {
    // What tells least goes first where there is no room for all.
    m_lineEnds->setVisible(!m_lineEnds->text().isEmpty());
    m_encoding->setVisible(!m_encoding->text().isEmpty());
    m_size->setVisible(!m_size->text().isEmpty());
    m_role->setVisible(!m_role->text().isEmpty());
    const int room = width() - 2 * edge;
    // The keys on the buttons first of all, and never a part of them.
    const auto showKeys = [this](Qt::ToolButtonStyle style) {
        for (QToolButton* step : {m_next, m_previous}) {
            step->setToolButtonStyle(style);
            step->setMinimumWidth(std::max(20, step->sizeHint().width()));
        }
    };
    showKeys(Qt::ToolButtonTextBesideIcon);
    if (m_contentBox->layout()->sizeHint().width() > room)
        showKeys(Qt::ToolButtonIconOnly);
    const auto missing = [this, room] { return m_contentBox->layout()->sizeHint().width() - room; };
    for (QWidget* part : std::initializer_list<QWidget*>{m_lineEnds, m_size}) {
        if (missing() > 0)
            part->hide();
    }
    // A role may be cut, as long as a word of it is left.
    const int roleNeeds = std::min(m_role->sizeHint().width(), 8 * m_role->fontMetrics().averageCharWidth());
    if (missing() > m_role->sizeHint().width() - roleNeeds)
        m_role->hide();
    if (missing() > 0 && m_role->isHidden())
        m_encoding->hide();
}

QSize StatusLine::minimumSizeHint() const {
    return {0, height()};
}

void StatusLine::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void StatusLine::setContent(const Content& content) {
    const auto set = [](QLabel* label, const QString& text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    set(m_position, content.position);
    set(m_finding, content.finding);
    m_next->setVisible(!content.finding.isEmpty());
    m_previous->setVisible(!content.finding.isEmpty());
    set(m_role, content.role);
    m_encoding->setText(content.encoding);
    m_encoding->setAccessibleName(tr("Encoding: %1").arg(content.encoding));
    m_encoding->setVisible(!content.encoding.isEmpty());
    set(m_lineEnds, content.lineEnds);
    set(m_size, content.size);
    fit();
}

void StatusLine::setEncodingMenu(QMenu* menu) {
    m_encoding->setMenu(menu);
}

void StatusLine::setAddress(const QString& address) {
    m_address->setText(address);
    m_address->setVisible(!address.isEmpty());
    m_contentBox->setVisible(address.isEmpty());
}

void StatusLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(palette()).line);
}

} // namespace faultline

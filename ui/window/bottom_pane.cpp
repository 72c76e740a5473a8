// SPDX-License-Identifier: MIT
#include "window/bottom_pane.h"

#include "theme/theme.h"
#include "theme/tool_buttons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace faultline {

BottomPane::BottomPane(QWidget* parent) : QWidget(parent), m_tabs(new QTabBar), m_stack(new QStackedWidget) {
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAccessibleName(tr("Lists below the log"));
    QToolButton* const close = makeIconButton(QStringLiteral("window-close"), tr("Close these lists"));

    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 1, 4, 0);
    head->addWidget(m_tabs, 1);
    head->addWidget(close);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_stack, 1);
    hide();

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int page) {
        m_stack->setCurrentIndex(page);
        follow();
    });
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        follow();
    });
}

void BottomPane::addPage(QWidget* page, const QString& title, QAction* action) {
    const int number = static_cast<int>(m_pages.size());
    m_pages.push_back({page, action});
    m_stack->addWidget(page);
    m_tabs->addTab(title);
    connect(action, &QAction::toggled, this, [this, number](bool on) { toggled(number, on); });
}

void BottomPane::setTitle(const QWidget* page, const QString& title) {
    const auto it = std::ranges::find(m_pages, page, &Page::widget);
    if (it != m_pages.end())
        m_tabs->setTabText(static_cast<int>(it - m_pages.begin()), title);
}

void BottomPane::toggled(int page, bool on) {
    if (m_following)
        return;
    if (on)
        m_tabs->setCurrentIndex(page);
    setVisible(on);
    follow();
}

void BottomPane::follow() {
    const QScopedValueRollback following(m_following, true);
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_pages[i].action->setChecked(!isHidden() && m_tabs->currentIndex() == static_cast<int>(i));
}

void BottomPane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), Theme::of(palette()).line);
}

} // namespace faultline

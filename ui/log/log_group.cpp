// SPDX-License-Identifier: MIT
#include "log/log_group.h"

#include "log/log_tab_bar.h"
#include "log/log_view.h"

#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace faultline {

LogGroup::LogGroup(QWidget* parent)
    : QWidget(parent), m_tabs(new LogTabBar(this)), m_stack(new QStackedWidget(this)), m_empty(new QLabel(this)) {
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    setMinimumWidth(120);
    m_tabs->hide();
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_empty);
    setFocusProxy(m_empty);

    connect(m_tabs, &QTabBar::currentChanged, this, &LogGroup::showCurrent);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, &LogGroup::closeRequested);
    connect(m_tabs, &LogTabBar::keepRequested, this, [this](int tab) { setPreview(tab, false); });
    connect(m_tabs, &QTabBar::tabMoved, this, [this](int from, int to) {
        QWidget* const view = m_stack->widget(from + 1);
        m_stack->removeWidget(view);
        m_stack->insertWidget(to + 1, view);
        m_stack->setCurrentIndex(m_tabs->currentIndex() + 1);
    });
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, [this](QPoint point) {
        if (const int tab = m_tabs->tabAt(point); tab >= 0)
            emit menuRequested(tab, m_tabs->mapToGlobal(point));
    });
}

LogGroup::~LogGroup() {
    // The views go with their tabs; nothing of that is of interest any more.
    m_tabs->disconnect(this);
}

int LogGroup::count() const {
    return m_tabs->count();
}

int LogGroup::current() const {
    return m_tabs->currentIndex();
}

void LogGroup::setCurrent(int tab) {
    m_tabs->setCurrentIndex(tab);
}

LogView* LogGroup::viewAt(int tab) const {
    return tab < 0 ? nullptr : qobject_cast<LogView*>(m_stack->widget(tab + 1));
}

std::vector<LogView*> LogGroup::views() const {
    std::vector<LogView*> views;
    for (int tab = 0; tab < count(); ++tab)
        views.push_back(viewAt(tab));
    return views;
}

int LogGroup::tabOf(std::size_t file) const {
    for (int tab = 0; tab < count(); ++tab)
        if (const LogView* const view = viewAt(tab); view->document() && view->document()->file() == file)
            return tab;
    return -1;
}

int LogGroup::previewTab() const {
    for (int tab = 0; tab < count(); ++tab)
        if (m_tabs->isPreview(tab))
            return tab;
    return -1;
}

bool LogGroup::isPreview(int tab) const {
    return m_tabs->isPreview(tab);
}

void LogGroup::setPreview(int tab, bool preview) {
    m_tabs->setPreview(tab, preview);
}

int LogGroup::add(LogView* view) {
    m_stack->addWidget(view);
    const int tab = m_tabs->addTab(QString());
    m_tabs->show();
    return tab;
}

void LogGroup::setName(int tab, const QString& name, const QString& toolTip) {
    m_tabs->setTabText(tab, name);
    m_tabs->setTabToolTip(tab, toolTip.toHtmlEscaped());
}

LogView* LogGroup::take(int tab) {
    LogView* const view = viewAt(tab);
    if (!view)
        return nullptr;
    m_stack->removeWidget(view);
    m_tabs->removeTab(tab);
    m_tabs->setVisible(count() > 0);
    showCurrent();
    return view;
}

void LogGroup::showCurrent() {
    LogView* const shown = view();
    m_stack->setCurrentIndex(shown ? current() + 1 : 0);
    setFocusProxy(shown ? static_cast<QWidget*>(shown) : m_empty);
    emit currentChanged();
}

void LogGroup::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

QString LogGroup::emptyText() const {
    return m_empty->text();
}

void LogGroup::setActive(bool active) {
    m_tabs->setActive(active);
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <vector>

class QAction;
class QStackedWidget;
class QTabBar;

namespace faultline {

/// What lies below the log, closed until used: tables and lists, one tab each.
///
/// Each page has a checkable action. It is checked while the page shows; checking it opens the pane at that page, unchecking it closes the pane.
/// Hide and show the pane by these actions only.
class BottomPane : public QWidget {
    Q_OBJECT
public:
    explicit BottomPane(QWidget* parent = nullptr);

    /// The pane takes `page`. `title` is what its tab is called.
    void addPage(QWidget* page, const QString& title, QAction* action);
    /// Another title for a page, for instance with a count.
    void setTitle(const QWidget* page, const QString& title);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Page {
        QWidget* widget;
        QAction* action;
    };
    void toggled(int page, bool on);
    void follow();

    std::vector<Page> m_pages;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    bool m_following = false;
};

} // namespace faultline

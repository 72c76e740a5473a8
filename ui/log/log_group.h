// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <cstddef>
#include <vector>

class QLabel;
class QStackedWidget;

namespace faultline {

class LogTabBar;
class LogView;

/// One of the columns in which opened logs stand side by side: tabs with a view each, one of them a preview at most. Which logs they show is the pane's matter.
class LogGroup : public QWidget {
    Q_OBJECT
public:
    explicit LogGroup(QWidget* parent = nullptr);
    ~LogGroup() override;

    [[nodiscard]] int count() const;
    /// The tab that shows; -1 for none.
    [[nodiscard]] int current() const;
    void setCurrent(int tab);
    /// The view that shows, or null.
    [[nodiscard]] LogView* view() const { return viewAt(current()); }
    [[nodiscard]] LogView* viewAt(int tab) const;
    [[nodiscard]] std::vector<LogView*> views() const;
    /// -1 where it has none.
    [[nodiscard]] int tabOf(std::size_t file) const;
    [[nodiscard]] int previewTab() const;
    [[nodiscard]] bool isPreview(int tab) const;
    void setPreview(int tab, bool preview);

    /// Adds a tab at the end, which takes the view; it is not shown by that.
    int add(LogView* view);
    void setName(int tab, const QString& name, const QString& toolTip);
    /// Takes the tab away and gives the view back.
    LogView* take(int tab);

    /// What is said while there is no tab.
    void setEmptyText(const QString& text);
    [[nodiscard]] QString emptyText() const;
    /// Whether it is the one that actions are about, where there are several.
    void setActive(bool active);

signals:
    /// Another view shows, or none.
    void currentChanged();
    void closeRequested(int tab);
    void menuRequested(int tab, const QPoint& global);

private:
    void showCurrent();

    LogTabBar* m_tabs;
    QStackedWidget* m_stack; ///< the empty page, then a view for each tab in the order of the tabs
    QLabel* m_empty;
};

} // namespace faultline

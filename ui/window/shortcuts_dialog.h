// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace faultline {

class ActionRegistry;

/// All actions with their shortcuts, searchable, and the place to change them. Changes apply at once.
class ShortcutsDialog : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutsDialog(ActionRegistry& actions, QWidget* parent = nullptr);

private:
    void fill();
    void applyFilter();
    void showCurrent();
    void apply();

    ActionRegistry& m_actions;
    QLineEdit* m_filter;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_edit;
    QLabel* m_note;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

class QAction;
class QSettings;
class QWidget;

namespace faultline {

/// Every action of a window by name, with its default shortcuts and those the user gave it instead.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString id;
        QString group;
        QAction* action = nullptr;
        QList<QKeySequence> defaults;
    };

    /// Actions are added to `window` so that their shortcuts work while no menu shows them.
    ActionRegistry(QSettings& settings, QWidget* window);

    /// Takes the shortcuts the action has now as its defaults, then applies the user's.
    void add(const QString& id, const QString& group, QAction* action);
    [[nodiscard]] const QList<Entry>& entries() const { return m_entries; }

    /// An empty sequence leaves the action without shortcut. Remembered.
    void setShortcut(const QString& id, const QKeySequence& shortcut);
    void resetShortcuts();
    /// The action that already has this shortcut, other than `exceptId`; null if none.
    [[nodiscard]] const Entry* findByShortcut(const QKeySequence& shortcut, const QString& exceptId) const;

    /// What an action is called outside its menu, without mnemonic and dots.
    [[nodiscard]] static QString plainText(const QAction& action);

private:
    QSettings& m_settings;
    QWidget* m_window;
    QList<Entry> m_entries;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "window/action_registry.h"

#include <QAction>
#include <QSettings>
#include <QWidget>

#include <algorithm>

namespace faultline {

namespace {

QString settingsKey(const QString& id) {
    return QStringLiteral("shortcuts/") + id;
}

} // namespace

ActionRegistry::ActionRegistry(QSettings& settings, QWidget* window) : QObject(window), m_settings(settings), m_window(window) {}

void ActionRegistry::add(const QString& id, const QString& group, QAction* action) {
    action->setObjectName(id);
    m_entries.append({id, group, action, action->shortcuts()});
    if (const QVariant own = m_settings.value(settingsKey(id)); own.isValid())
        action->setShortcut(QKeySequence::fromString(own.toString(), QKeySequence::PortableText));
    m_window->addAction(action);
}

void ActionRegistry::setShortcut(const QString& id, const QKeySequence& shortcut) {
    const auto entry = std::ranges::find(m_entries, id, &Entry::id);
    if (entry == m_entries.end())
        return;
    entry->action->setShortcut(shortcut);
    if (entry->defaults.value(0) == shortcut) {
        entry->action->setShortcuts(entry->defaults);
        m_settings.remove(settingsKey(id));
    } else {
        m_settings.setValue(settingsKey(id), shortcut.toString(QKeySequence::PortableText));
    }
}

void ActionRegistry::resetShortcuts() {
    for (const Entry& entry : std::as_const(m_entries)) {
        entry.action->setShortcuts(entry.defaults);
        m_settings.remove(settingsKey(entry.id));
    }
}

const ActionRegistry::Entry* ActionRegistry::findByShortcut(const QKeySequence& shortcut, const QString& exceptId) const {
    if (shortcut.isEmpty())
        return nullptr;
    const auto entry =
        std::ranges::find_if(m_entries, [&](const Entry& it) { return it.id != exceptId && it.action->shortcuts().contains(shortcut); });
    return entry == m_entries.end() ? nullptr : &*entry;
}

QString ActionRegistry::plainText(const QAction& action) {
    QString text = action.iconText();
    text.remove(u'&');
    text.remove(QStringLiteral("…"));
    return text;
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "window/shortcuts_dialog.h"

#include "window/action_registry.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace faultline {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int rowExtent = 26;

} // namespace

ShortcutsDialog::ShortcutsDialog(ActionRegistry& actions, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_filter(new QLineEdit), m_list(new QTreeWidget), m_edit(new QKeySequenceEdit),
      m_note(new QLabel) {
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(560, 600);

    m_filter->setPlaceholderText(tr("Search actions…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Search actions"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Action"), tr("Shortcut")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(16);
    m_list->setAccessibleName(tr("Actions and shortcuts"));
    m_edit->setMaximumSequenceLength(1);
    m_edit->setClearButtonEnabled(true);
    m_edit->setAccessibleName(tr("Shortcut of the chosen action"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setText(tr("Choose an action, then press its new keys in the field."));

    auto* editLabel = new QLabel(tr("&Keys:"));
    editLabel->setBuddy(m_edit);
    auto* edit = new QHBoxLayout;
    edit->addWidget(editLabel);
    edit->addWidget(m_edit, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* reset = buttons->addButton(tr("&Restore defaults"), QDialogButtonBox::ResetRole);

    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_filter);
    all->addWidget(m_list, 1);
    all->addLayout(edit);
    all->addWidget(m_note);
    all->addWidget(buttons);

    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsDialog::applyFilter);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, &ShortcutsDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(reset, &QPushButton::clicked, this, [this] {
        m_actions.resetShortcuts();
        fill();
    });
    fill();
    m_filter->setFocus();
}

void ShortcutsDialog::fill() {
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(0, idRole).toString() : QString();
    m_list->clear();
    QTreeWidgetItem* group = nullptr;
    for (const ActionRegistry::Entry& entry : m_actions.entries()) {
        if (!group || group->text(0) != entry.group) {
            group = new QTreeWidgetItem(m_list, {entry.group});
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = m_list->font();
            bold.setWeight(QFont::DemiBold);
            group->setFont(0, bold);
            group->setSizeHint(0, QSize(0, rowExtent));
            group->setExpanded(true);
        }
        auto* item = new QTreeWidgetItem(
            group, {ActionRegistry::plainText(*entry.action), entry.action->shortcut().toString(QKeySequence::NativeText)});
        item->setData(0, idRole, entry.id);
        item->setSizeHint(0, QSize(0, rowExtent));
        if (entry.id == current)
            m_list->setCurrentItem(item);
    }
    applyFilter();
    showCurrent();
}

void ShortcutsDialog::applyFilter() {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < group->childCount(); ++j) {
            QTreeWidgetItem* item = group->child(j);
            const bool matches = item->text(0).contains(m_filter->text(), Qt::CaseInsensitive) ||
                                 item->text(1).contains(m_filter->text(), Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        group->setHidden(!any);
    }
}

void ShortcutsDialog::showCurrent() {
    const QTreeWidgetItem* item = m_list->currentItem();
    const bool isAction = item && item->data(0, idRole).isValid();
    m_edit->setEnabled(isAction);
    m_edit->setKeySequence(isAction ? QKeySequence::fromString(item->text(1), QKeySequence::NativeText) : QKeySequence());
}

void ShortcutsDialog::apply() {
    QTreeWidgetItem* item = m_list->currentItem();
    if (!item || !item->data(0, idRole).isValid())
        return;
    const QString id = item->data(0, idRole).toString();
    const QKeySequence keys = m_edit->keySequence();
    if (const ActionRegistry::Entry* other = m_actions.findByShortcut(keys, id)) {
        m_note->setText(tr("%1 belongs to “%2”. Take it away there first, or choose other keys.")
                            .arg(keys.toString(QKeySequence::NativeText), ActionRegistry::plainText(*other->action)));
        showCurrent();
        return;
    }
    m_actions.setShortcut(id, keys);
    item->setText(1, keys.toString(QKeySequence::NativeText));
    m_note->setText(tr("Changed."));
}

} // namespace faultline

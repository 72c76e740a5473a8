// SPDX-License-Identifier: MIT
#include "theme/own_keys.h"

#include <QKeyEvent>
#include <QWidget>

namespace faultline {

namespace {

class OwnKeys : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::ShortcutOverride)
            return QObject::eventFilter(watched, event);
        const auto* const key = static_cast<QKeyEvent*>(event);
        if (!key->matches(QKeySequence::Copy) && !key->matches(QKeySequence::SelectAll))
            return QObject::eventFilter(watched, event);
        event->accept();
        return true;
    }
};

} // namespace

void keepCopyAndSelectAll(QWidget* list) {
    list->installEventFilter(new OwnKeys(list));
}

} // namespace faultline

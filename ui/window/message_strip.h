// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QFrame>

class QAction;
class QLabel;
class QPushButton;

namespace faultline {

/// A message in the layout, beside what it is about: what happened, why, what to do next. Stays until it is closed or replaced; takes no room
/// while there is none.
class MessageStrip : public QFrame {
    Q_OBJECT
public:
    explicit MessageStrip(QWidget* parent = nullptr);

    /// `action` (may be null, is not owned) becomes a button beside the text.
    void showMessage(const Message& message, QAction* action = nullptr);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void colour();

    MessageLevel m_level = MessageLevel::Note;
    QLabel* m_sign;
    QLabel* m_what;
    QLabel* m_rest;
    QPushButton* m_button;
};

} // namespace faultline

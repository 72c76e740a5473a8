// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/chip.h"

#include <QFrame>

#include <functional>

class QAbstractButton;
class QVBoxLayout;

namespace faultline {

/// One thing the diagnosis panel tells: a head that folds it, and a body that is made when it is first opened.
class Card : public QFrame {
    Q_OBJECT
public:
    struct Look {
        QString chip;
        Chip::Tone tone = Chip::Tone::Quiet;
        QString title;
        QString note;        ///< right of the title: `12×`
        bool marked = false; ///< with a bar of the tone's colour at its left
        bool quiet = false;  ///< title in muted, lighter letters
        bool operator==(const Look&) const = default;
    };
    /// Makes the body; the card takes it.
    using BodyMaker = std::function<QWidget*()>;

    Card(Look look, BodyMaker maker, QWidget* parent = nullptr);

    [[nodiscard]] const Look& look() const { return m_look; }
    [[nodiscard]] bool isOpen() const { return m_open; }
    void setOpen(bool open);
    /// Null until it was opened once.
    [[nodiscard]] QWidget* body() const { return m_body; }
    [[nodiscard]] QAbstractButton* head() const { return m_head; }

signals:
    /// The user pressed the head.
    void pressed(bool open);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Look m_look;
    BodyMaker m_maker;
    QAbstractButton* m_head;
    QWidget* m_body = nullptr;
    QVBoxLayout* m_column;
    bool m_open = false;
};

} // namespace faultline

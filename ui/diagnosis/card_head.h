// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/card.h"

#include <QAbstractButton>

class QLabel;

namespace faultline {

/// The head of a card: chip, title over as many lines as it needs, note, arrow. A button, so that keyboard and screen reader can fold.
class CardHead : public QAbstractButton {
    Q_OBJECT
public:
    explicit CardHead(const Card::Look& look, QWidget* parent = nullptr);

    void setOpen(bool open);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void colour();

    Card::Look m_look;
    QLabel* m_title;
    QLabel* m_note;
    bool m_open = false;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace faultline {

/// The strip at the top of the window that holds the tool buttons, with a line below it.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace faultline

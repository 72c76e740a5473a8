// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace faultline {

/// What this program is, which version of what, that it never uses the network, and whose work is in it.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "theme/muted_label.h"

namespace faultline {

/// Muted text on one line that gives way where room is short: it is cut at its end, and the whole is its tool tip.
class ElidedLabel : public MutedLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(const QString& text = {}, Kind kind = Kind::Text, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace faultline

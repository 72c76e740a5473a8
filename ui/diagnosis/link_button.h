// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace faultline {

/// A line of text that can be pressed: in the accent colour, underlined under the mouse, reached with Tab. The text is plain and is cut where
/// room is short, at its front when it is a path, so that the telling end stays.
class LinkButton : public QAbstractButton {
    Q_OBJECT
public:
    enum class Kind { Action, Path };

    explicit LinkButton(const QString& text, Kind kind = Kind::Action, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont linkFont() const;

    Kind m_kind;
};

} // namespace faultline

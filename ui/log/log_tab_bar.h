// SPDX-License-Identifier: MIT
#pragma once

#include <QTabBar>

namespace faultline {

/// The tabs of opened logs: flat, a preview in italics, an accent over the one that shows, a close sign on the one under the mouse.
class LogTabBar : public QTabBar {
    Q_OBJECT
public:
    explicit LogTabBar(QWidget* parent = nullptr);

    /// A preview gives its tab to the next preview; a double click keeps it.
    void setPreview(int index, bool preview);
    [[nodiscard]] bool isPreview(int index) const;

    /// Whether what is done by keys and menus is about its logs; the other bars of a window are quieter.
    void setActive(bool active);

signals:
    void keepRequested(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QFont fontOf(int index) const;
    [[nodiscard]] QRect closeRect(int index) const;

    bool m_active = true;
    int m_hovered = -1;
    bool m_onClose = false;
    int m_pressedClose = -1;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;
class QAction;

namespace faultline {

/// The line below the log: where the reader is, which finding of how many, and what kind of file it is. Shows the address of a web link
/// while the mouse is on it.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    struct Content {
        QString position, finding, role, encoding, lineEnds, size;
    };

    StatusLine(QAction* nextFinding, QAction* previousFinding, QWidget* parent = nullptr);

    void setContent(const Content& content);
    /// What a press on the encoding opens.
    void setEncodingMenu(QMenu* menu);
    /// Empty shows the content again.
    void setAddress(const QString& address);

    /// None of its own: parts that do not fit are left out.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void updateColours();

    QLabel* m_position;
    QLabel* m_finding;
    QToolButton* m_next;
    QToolButton* m_previous;
    QLabel* m_role;
    QToolButton* m_encoding;
    QLabel* m_lineEnds;
    QLabel* m_size;
    QLabel* m_address;
    QWidget* m_contentBox;
};

} // namespace faultline

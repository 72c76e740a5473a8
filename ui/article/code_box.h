// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QString>

class QToolButton;

namespace faultline {

class FlowText;

/// Commands or settings in a box of their own, with a button that copies them exactly as they are.
class CodeBox : public QFrame {
    Q_OBJECT
public:
    explicit CodeBox(const QString& code, QWidget* parent = nullptr);

    [[nodiscard]] const QString& code() const { return m_code; }
    void copy();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_code;
    FlowText* m_text;
    QToolButton* m_copy;
};

} // namespace faultline

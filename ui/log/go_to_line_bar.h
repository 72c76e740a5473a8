// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;
class QLineEdit;

namespace faultline {

/// The bar in which one types a line to go to: a number, or a share of the file such as `50 %`.
class GoToLineBar : public QWidget {
    Q_OBJECT
public:
    explicit GoToLineBar(QWidget* parent = nullptr);

    void open(std::uint64_t lineCount, bool complete);
    /// What `text` means in a file of so many lines; none if it is neither a number nor a share.
    [[nodiscard]] static std::optional<LineNumber> lineOf(const QString& text, std::uint64_t lineCount);

signals:
    void lineChosen(faultline::LineNumber line);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void accept();

    QLineEdit* m_text;
    QLabel* m_hint;
    std::uint64_t m_lineCount = 0;
    bool m_complete = true;
};

} // namespace faultline

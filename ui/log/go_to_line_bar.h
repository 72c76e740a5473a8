// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"

#include <QWidget>

#include <cstdint>
#include <optional>

class QLabel;
class QLineEdit;

namespace faultline {

/// The bar in which one types a line to go to: a number, or a share of the file such as `50 %`. A column may follow behind a colon; alone (`:80`) it is one
/// of the line one is in.
class GoToLineBar : public QWidget {
    Q_OBJECT
public:
    struct Place {
        LineNumber line;
        std::optional<std::uint64_t> column; ///< from 1; in a line too long to be shown whole it counts bytes
    };

    explicit GoToLineBar(QWidget* parent = nullptr);

    void open(std::uint64_t lineCount, bool complete, LineNumber current);
    /// What `text` means in a file of so many lines; none if it is neither a number nor a share.
    [[nodiscard]] static std::optional<LineNumber> lineOf(const QString& text, std::uint64_t lineCount);
    /// Likewise with the column.
    [[nodiscard]] static std::optional<Place> placeOf(const QString& text, std::uint64_t lineCount, LineNumber current);

signals:
    void placeChosen(const faultline::GoToLineBar::Place& place);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void accept();

    QLineEdit* m_text;
    QLabel* m_hint;
    std::uint64_t m_lineCount = 0;
    bool m_complete = true;
    LineNumber m_current;
};

} // namespace faultline

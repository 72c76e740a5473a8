// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace faultline {

/// What a resizable scroll area holds when it is a column of wrapping texts: exactly as tall as its texts are at the width that it has.
///
/// A plain widget would ask for the height that the texts have at their narrowest, and the area would scroll on into emptiness.
class TextColumn : public QWidget {
    Q_OBJECT
public:
    explicit TextColumn(QWidget* parent = nullptr);

    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    QSize minimumSizeHint() const override;

private:
    QVBoxLayout* m_column;
};

} // namespace faultline

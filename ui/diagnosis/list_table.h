// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

#include <vector>

namespace faultline {

/// A table to read and choose from, as those below the log are: rows without a grid, sorted by a press on a head, columns that share the width.
///
/// Columns of paths are cut at their left, where least is lost. The selected rows are copied as lines with tabs between the cells. While there is nothing to
/// show, the table says why.
class ListTable : public QTableView {
    Q_OBJECT
public:
    struct Column {
        int share = 0;       ///< of the width that is left, in parts of all shares; 0: as wide as its texts
        bool isPath = false; ///< cut at its left
    };

    /// `name` is what a screen reader calls it.
    explicit ListTable(const QString& name, QWidget* parent = nullptr);

    /// One for each column of the model, which has been set before.
    void setColumns(std::vector<Column> columns);
    /// Said while there are no rows.
    void setEmptyText(const QString& text);
    [[nodiscard]] const QString& emptyText() const { return m_emptyText; }

    /// The selected rows as text, all of them where none is selected. Data of the display role, hidden columns left out.
    [[nodiscard]] QString textOfRows() const;

protected:
    void reset() override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void shareWidth();

    std::vector<Column> m_columns;
    QString m_emptyText;
    bool m_sharing = false;
    bool m_sizedByHand = false;
};

} // namespace faultline

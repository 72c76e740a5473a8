// SPDX-License-Identifier: MIT
#pragma once

#include <QTreeView>

namespace faultline {

/// The tree of a job's files. One click shows a file as a preview, a double click or Enter keeps it.
class JobTreeView : public QTreeView {
    Q_OBJECT
public:
    explicit JobTreeView(QWidget* parent = nullptr);

signals:
    /// `file` is an index into `Job::files`.
    void fileChosen(qulonglong file, bool preview);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void choose(const QModelIndex& index, bool preview);

    bool m_byHand = false;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_model.h"

#include <QTreeView>

namespace faultline {

/// What a search found, as a list of files that can be folded. One click, or stepping, shows a line beside; Enter or a double click goes there.
class SearchList : public QTreeView {
    Q_OBJECT
public:
    explicit SearchList(QWidget* parent = nullptr);

    [[nodiscard]] SearchModel* searchModel() const { return m_model; }
    void reset(const JobPointer& job);
    void add(const std::vector<FileHits>& files);

    /// Steps to a line with a hit, also in folded files, and shows it. False where nothing was found.
    bool step(bool forward);
    /// The selected lines as `path:line: text`, into the clipboard.
    void copy() const;

signals:
    /// `byte`: so much of the line's text stands before the hit. `go`: the reader wants to be there, not only to see it.
    void placeChosen(qulonglong file, faultline::LineNumber line, qulonglong byte, bool go);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void choose(const QModelIndex& index, bool go);

    SearchModel* m_model;
    int m_unfolded = 0; ///< files that have been unfolded by themselves
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "tree/job_tree.h"

#include <QSortFilterProxyModel>
#include <QString>

#include <vector>

namespace faultline {

class JobTreeModel;

/// Shows the files whose path or role holds all words of a text, the folders above them, and, on wish, only files with findings.
///
/// Which nodes pass is worked out for the whole tree in one pass, so typing stays quick in jobs of a hundred thousand files.
class JobTreeFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit JobTreeFilter(JobTreeModel* model, QObject* parent = nullptr);

    void setText(const QString& text);
    void setOnlyWithFindings(bool only);

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool onlyWithFindings() const { return m_onlyWithFindings; }
    [[nodiscard]] bool isActive() const { return !m_text.isEmpty() || m_onlyWithFindings; }
    /// Files that pass.
    [[nodiscard]] std::size_t matchCount() const { return m_matchCount; }

signals:
    void filtered();

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    void refresh();
    void decide();

    JobTreeModel* m_model;
    QString m_text;
    bool m_onlyWithFindings = false;
    std::vector<bool> m_passes; ///< by node; empty when everything does
    std::size_t m_matchCount = 0;
};

} // namespace faultline

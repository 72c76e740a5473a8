// SPDX-License-Identifier: MIT
#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace faultline {

/// Articles that hold all words of a search, of one stage, of one role, found in the open job: each only where asked for.
class KnowledgeFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit KnowledgeFilter(QObject* parent = nullptr);

    void setSearch(const QString& words);
    /// Empty: any.
    void setStage(const QString& stage);
    /// An `ArticleRole` as int; negative: any.
    void setKind(int kind);
    void setOnlyFound(bool only);
    [[nodiscard]] bool isNarrowed() const { return !m_words.isEmpty() || !m_stage.isEmpty() || m_kind >= 0 || m_onlyFound; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
    QString m_stage;
    int m_kind = -1;
    bool m_onlyFound = false;
};

} // namespace faultline

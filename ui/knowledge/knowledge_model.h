// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "knowledge/knowledge_base.h"

#include <QAbstractListModel>

#include <map>
#include <string>
#include <vector>

namespace faultline {

/// The articles of a knowledge base, by title; those that cannot be used come first.
class KnowledgeModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        NumberRole = Qt::UserRole + 1, ///< qulonglong, index into `KnowledgeBase::articles`; invalid for one that cannot be used
        FaultyRole,                    ///< qulonglong, index into `KnowledgeBase::faulty`; invalid for one that can
        IdRole,
        SearchRole, ///< everything a search looks at
        StageRole,  ///< as articles write it
        KindRole,   ///< int, an `ArticleRole`
        FoundRole,  ///< qulonglong, findings in the open job
    };

    explicit KnowledgeModel(QObject* parent = nullptr);

    void setKnowledge(KnowledgeBasePointer knowledge);
    [[nodiscard]] const KnowledgeBasePointer& knowledge() const { return m_knowledge; }
    /// Whose findings `FoundRole` counts; may be null.
    void setDiagnosis(const DiagnosisPointer& diagnosis);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    [[nodiscard]] static QString roleText(ArticleRole role);

private:
    struct Row {
        bool faulty;
        std::size_t number;
    };
    [[nodiscard]] QVariant faultyData(const FaultyArticle& article, std::size_t number, int role) const;
    [[nodiscard]] std::uint64_t foundOf(const std::string& id) const;

    KnowledgeBasePointer m_knowledge;
    std::vector<Row> m_rows;
    std::map<std::string, std::uint64_t> m_found; ///< findings by article id
};

} // namespace faultline

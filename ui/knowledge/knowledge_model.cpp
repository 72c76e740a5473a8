// SPDX-License-Identifier: MIT
#include "knowledge/knowledge_model.h"

#include "text/words.h"
#include "theme/icons.h"

#include <QFont>

#include <algorithm>

namespace faultline {

KnowledgeModel::KnowledgeModel(QObject* parent) : QAbstractListModel(parent) {}

void KnowledgeModel::setKnowledge(KnowledgeBasePointer knowledge) {
    beginResetModel();
    m_knowledge = std::move(knowledge);
    m_rows.clear();
    if (m_knowledge) {
        const auto& articles = m_knowledge->articles();
        for (std::size_t i = 0; i < articles.size(); ++i)
            m_rows.push_back({false, i});
        std::ranges::sort(m_rows, [&articles](const Row& a, const Row& b) {
            return QString::localeAwareCompare(toText(articles[a.number].title), toText(articles[b.number].title)) < 0;
        });
        std::vector<Row> faulty;
        for (std::size_t i = 0; i < m_knowledge->faulty().size(); ++i)
            faulty.push_back({true, i});
        m_rows.insert(m_rows.begin(), faulty.begin(), faulty.end());
    }
    endResetModel();
}

void KnowledgeModel::setDiagnosis(const DiagnosisPointer& diagnosis) {
    std::map<std::string, std::uint64_t> found;
    if (diagnosis) {
        for (const Finding& finding : diagnosis->findings) {
            if (finding.article)
                ++found[finding.article->id];
        }
    }
    if (found == m_found)
        return;
    m_found = std::move(found);
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1), {FoundRole, Qt::FontRole, Qt::ToolTipRole});
}

std::uint64_t KnowledgeModel::foundOf(const std::string& id) const {
    const auto it = m_found.find(id);
    return it == m_found.end() ? 0 : it->second;
}

int KnowledgeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString KnowledgeModel::roleText(ArticleRole role) {
    switch (role) {
    case ArticleRole::Cause: return tr("Cause");
    case ArticleRole::Envelope: return tr("Wrapper");
    case ArticleRole::Effect: return tr("Consequence");
    case ArticleRole::Configuration: return tr("Configuration");
    case ArticleRole::Advice: return tr("Advice");
    case ArticleRole::Noise: break;
    }
    return tr("Noise");
}

QVariant KnowledgeModel::faultyData(const FaultyArticle& article, std::size_t number, int role) const {
    switch (role) {
    case Qt::DisplayRole: return article.id.empty() ? lastParts(toText(article.path), 1) : toText(article.id);
    case Qt::AccessibleTextRole: return tr("%1, cannot be used").arg(data(index(static_cast<int>(number)), Qt::DisplayRole).toString());
    case Qt::DecorationRole: return bundledIcon(QStringLiteral("sign-warning"));
    case Qt::ToolTipRole:
        return tr("This article cannot be used: %n fault(s)", nullptr, forPlural(article.messages.size())).toHtmlEscaped();
    case FaultyRole: return static_cast<qulonglong>(number);
    case IdRole: return toText(article.id);
    case SearchRole: return QString(toText(article.id) + u'\n' + toText(article.path));
    case FoundRole: return qulonglong{0};
    default: return {};
    }
}

QVariant KnowledgeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (row.faulty)
        return faultyData(m_knowledge->faulty()[row.number], row.number, role);
    const Article& article = m_knowledge->articles()[row.number];
    switch (role) {
    case Qt::DisplayRole: return toText(article.title);
    case Qt::ToolTipRole: {
        QString tip = QStringLiteral("%1<br>%2").arg(toText(article.id).toHtmlEscaped(), roleText(article.role).toHtmlEscaped());
        if (const std::uint64_t found = foundOf(article.id))
            tip += QStringLiteral("<br>") + tr("%n finding(s) in this job", nullptr, forPlural(found)).toHtmlEscaped();
        return tip;
    }
    case Qt::FontRole:
        if (foundOf(article.id) > 0) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case NumberRole: return static_cast<qulonglong>(row.number);
    case IdRole: return toText(article.id);
    case StageRole: return toText(article.stage);
    case KindRole: return static_cast<int>(article.role);
    case FoundRole: return static_cast<qulonglong>(foundOf(article.id));
    case SearchRole: {
        QString all = toText(article.title) + u'\n' + toText(article.id) + u'\n' + toText(article.summary) + u'\n' + toText(article.reason);
        for (const std::string& alias : article.aliases)
            all += u'\n' + toText(alias);
        for (const Match& match : article.matches)
            all += u'\n' + toText(match.pattern);
        return all;
    }
    default: return {};
    }
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "knowledge/article_removal.h"
#include "knowledge/knowledge_base.h"

#include <QDialog>
#include <QUrl>

#include <optional>
#include <string_view>

class QAction;
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QScrollArea;

namespace faultline {

class KnowledgeFilter;
class KnowledgeModel;
class MessageStrip;

/// All that is known, to be searched and read, with what it found in the open job. A window of its own that may stay open beside the job.
class KnowledgeBrowser : public QDialog {
    Q_OBJECT
public:
    explicit KnowledgeBrowser(QWidget* parent = nullptr);

    /// What was selected stays selected.
    void setKnowledge(const KnowledgeBasePointer& knowledge);
    /// The open job's; may be null.
    void setDiagnosis(const DiagnosisPointer& diagnosis);
    /// The folder of the user's packs: articles in it can be edited, packs are imported into it. Empty: nothing can.
    void setPacksFolder(const QString& folder);
    /// By id or alias; clears the search where it would hide it.
    void showArticle(const QString& id);

signals:
    void webLinkRequested(const QUrl& address);
    void findingRequested(quint64 finding);
    void newArticleRequested();
    void editRequested(const QString& id);
    /// The user's packs have changed on disk.
    void packsChanged();

private:
    QWidget* makeList();
    QWidget* makeArticleSide();
    void filterChanged();
    void showCurrent();
    void updateCount();
    void import(bool folder);
    void removeCurrent();
    void putBack();
    void sharePack();
    [[nodiscard]] bool isOwn(std::string_view path) const;

    DiagnosisPointer m_diagnosis;
    QString m_packsFolder;
    QString m_shownId;
    QString m_shownTitle;
    QString m_ownPath; ///< of the file of the article that is shown; empty where it is not the user's
    std::optional<RemovedArticle> m_removed;
    KnowledgeModel* m_model;
    KnowledgeFilter* m_filter;
    QAction* m_new;
    QAction* m_edit;
    QAction* m_remove;
    QAction* m_putBack;
    QAction* m_share;
    QAction* m_importFolder;
    QAction* m_importZip;
    MessageStrip* m_strip;
    QLineEdit* m_search;
    QComboBox* m_stage;
    QComboBox* m_kind;
    QCheckBox* m_onlyFound;
    QListView* m_list;
    QLabel* m_count;
    QScrollArea* m_page;
};

} // namespace faultline

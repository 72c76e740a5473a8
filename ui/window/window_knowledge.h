// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QObject>
#include <QUrl>

#include <string>
#include <vector>

class QAction;
class QWidget;

namespace faultline {

struct ArticleSeed;
class ArticleEditor;
class JobSession;
class KnowledgeBrowser;
class KnowledgeService;
class MessageStrip;

/// What a window has to do with knowledge: the browser, the editor, and what the reader said is not the cause here.
///
/// Owned by the window; `strip` tells what happened, with a way back.
class WindowKnowledge : public QObject {
    Q_OBJECT
public:
    /// `undo` takes back the last *Not the cause here*; it is enabled while there is one.
    WindowKnowledge(KnowledgeService& knowledge, JobSession& session, MessageStrip& strip, QAction* undo, QWidget* window);

    [[nodiscard]] bool canTeach() const;
    /// Empty: at no article in particular.
    void openBrowser(const QString& articleId);
    void newArticle(const ArticleSeed& seed);
    void editArticle(const QString& id);
    /// An index into `Diagnosis::findings`.
    void dismiss(std::size_t finding);
    /// An index into `Diagnosis::dismissed`.
    void restore(std::size_t dismissed);

signals:
    void webLinkRequested(const QUrl& address);
    void placeRequested(quint64 file, faultline::LineNumber line);
    void findingRequested(quint64 finding);

private:
    void show(ArticleEditor* editor);
    void follow();
    void undoLast();

    KnowledgeService& m_knowledge;
    JobSession& m_session;
    MessageStrip& m_strip;
    QWidget* m_window;
    KnowledgeBrowser* m_browser = nullptr;
    QAction* m_undo;
    QAction* m_showFaults;
    QString m_saidFaulty;                 ///< what the strip was told of articles that cannot be used; empty where all can
    std::vector<std::string> m_dismissed; ///< keys in the order they were dismissed in this window
    QString m_savedId;                    ///< to be shown once it is loaded
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "window/window_knowledge.h"

#include "knowledge/article_editor.h"
#include "knowledge/knowledge_browser.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "text/words.h"
#include "window/message_strip.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace faultline {

WindowKnowledge::WindowKnowledge(KnowledgeService& knowledge, JobSession& session, MessageStrip& strip, QAction* undo, QWidget* window)
    : QObject(window), m_knowledge(knowledge), m_session(session), m_strip(strip), m_window(window), m_undo(undo),
      m_showFaults(new QAction(tr("Show"), this)) {
    connect(m_showFaults, &QAction::triggered, this, [this] {
        const KnowledgeBasePointer known = m_knowledge.loadedKnowledge();
        openBrowser(known && !known->faulty().empty() ? toText(known->faulty().front().id) : QString());
    });
    m_undo->setEnabled(false);
    connect(m_undo, &QAction::triggered, this, &WindowKnowledge::undoLast);
    connect(&session, &JobSession::jobOpened, this, [this] {
        // Not where files have come to the job that is open.
        if (m_session.isBusy())
            m_dismissed.clear();
        follow();
    });
    connect(&session, &JobSession::diagnosed, this, &WindowKnowledge::follow);
    connect(&session, &JobSession::troubled, this, [this](const Message& message) { m_strip.showMessage(message); });
    connect(&knowledge, &KnowledgeService::loaded, this, [this] {
        if (!m_browser)
            return;
        m_browser->setKnowledge(m_knowledge.loadedKnowledge());
        if (!m_savedId.isEmpty())
            m_browser->showArticle(m_savedId);
        m_savedId.clear();
    });
    connect(&knowledge, &KnowledgeService::reloaded, this, [this] {
        m_session.rescan();
        const std::vector<FaultyArticle>& faulty = m_knowledge.loadedKnowledge()->faulty();
        if (faulty.empty()) {
            // Only what was said of it; another message may stand there by now.
            if (m_strip.text() == m_saidFaulty)
                m_strip.hide();
            m_saidFaulty.clear();
            return;
        }
        m_strip.showMessage(Message::warning(tr("%n article(s) cannot be used", nullptr, forPlural(faulty.size())).toStdString(),
                                             tr("all others work").toStdString(),
                                             tr("The knowledge browser shows their faults.").toStdString()),
                            m_showFaults);
        m_saidFaulty = m_strip.text();
    });
}

void WindowKnowledge::openBrowser(const QString& articleId) {
    if (!m_browser) {
        m_browser = new KnowledgeBrowser(m_window);
        m_browser->setPacksFolder(m_knowledge.userPacks());
        connect(m_browser, &KnowledgeBrowser::webLinkRequested, this, &WindowKnowledge::webLinkRequested);
        connect(m_browser, &KnowledgeBrowser::findingRequested, this, &WindowKnowledge::findingRequested);
        connect(m_browser, &KnowledgeBrowser::newArticleRequested, this, [this] { newArticle({}); });
        connect(m_browser, &KnowledgeBrowser::editRequested, this, &WindowKnowledge::editArticle);
        connect(m_browser, &KnowledgeBrowser::packsChanged, &m_knowledge, &KnowledgeService::reload);
    }
    m_browser->setKnowledge(m_knowledge.loadedKnowledge());
    m_browser->setDiagnosis(m_session.diagnosis());
    if (!articleId.isEmpty())
        m_browser->showArticle(articleId);
    m_browser->show();
    m_browser->raise();
    m_browser->activateWindow();
}

void WindowKnowledge::newArticle(const ArticleSeed& seed) {
    const KnowledgeBasePointer known = m_knowledge.loadedKnowledge();
    if (known && !m_knowledge.ownPack().isEmpty())
        show(new ArticleEditor({known, m_session.job(), m_knowledge.ownPack()}, seed, m_window));
}

void WindowKnowledge::editArticle(const QString& id) {
    const KnowledgeBasePointer known = m_knowledge.loadedKnowledge();
    const Article* article = known ? known->find(id.toStdString()) : nullptr;
    if (!article || m_knowledge.ownPack().isEmpty())
        return;
    // An article stays in the pack that it was found in.
    const QString pack = toExactText(article->path).section(QStringLiteral("/articles/"), 0, 0);
    show(new ArticleEditor({known, m_session.job(), pack}, *article, m_window));
}

void WindowKnowledge::show(ArticleEditor* editor) {
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &ArticleEditor::placeRequested, this, &WindowKnowledge::placeRequested);
    connect(editor, &ArticleEditor::saved, this, [this](const QString& id) {
        m_savedId = id;
        m_strip.showMessage({MessageLevel::Note,
                             tr("The article was saved").toStdString(),
                             tr("the logs are read again with it").toStdString(),
                             {},
                             id.toStdString()});
        m_knowledge.reload();
    });
    editor->show();
}

void WindowKnowledge::follow() {
    const DiagnosisPointer& diagnosis = m_session.diagnosis();
    m_undo->setEnabled(diagnosis && !diagnosis->dismissed.empty());
    if (m_browser)
        m_browser->setDiagnosis(diagnosis);
}

void WindowKnowledge::dismiss(std::size_t finding) {
    const DiagnosisPointer diagnosis = m_session.diagnosis();
    if (!diagnosis || finding >= diagnosis->findings.size())
        return;
    const std::string key = diagnosis->findings[finding].key();
    m_dismissed.push_back(key);
    m_session.dismiss(key);
    m_strip.showMessage({MessageLevel::Note,
                         tr("“%1” is not counted as the cause here").arg(toText(diagnosis->findings[finding].title)).toStdString(),
                         tr("remembered for this job only").toStdString(),
                         {},
                         {}},
                        m_undo);
}

void WindowKnowledge::restore(std::size_t dismissed) {
    const DiagnosisPointer diagnosis = m_session.diagnosis();
    if (diagnosis && dismissed < diagnosis->dismissed.size())
        m_session.restore(diagnosis->dismissed[dismissed].key());
}

bool WindowKnowledge::canTeach() const {
    return m_knowledge.loadedKnowledge() && !m_knowledge.ownPack().isEmpty();
}

void WindowKnowledge::undoLast() {
    const DiagnosisPointer diagnosis = m_session.diagnosis();
    if (!diagnosis || diagnosis->dismissed.empty())
        return;
    const auto isDismissed = [&diagnosis](const std::string& key) {
        return std::ranges::any_of(diagnosis->dismissed, [&key](const Finding& finding) { return finding.key() == key; });
    };
    while (!m_dismissed.empty() && !isDismissed(m_dismissed.back()))
        m_dismissed.pop_back();
    // What was dismissed before this window was opened has no order any more.
    const std::string key = m_dismissed.empty() ? diagnosis->dismissed.back().key() : m_dismissed.back();
    if (!m_dismissed.empty())
        m_dismissed.pop_back();
    m_session.restore(key);
    m_strip.hide();
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "knowledge/knowledge_browser.h"

#include "knowledge/article_page.h"
#include "knowledge/knowledge_filter.h"
#include "knowledge/knowledge_model.h"
#include "knowledge/pack_export.h"
#include "knowledge/pack_import.h"
#include "text/words.h"
#include "theme/file_icons.h"
#include "theme/icons.h"
#include "theme/muted_label.h"
#include "window/message_strip.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace faultline {

namespace {

QPushButton* buttonFor(QAction* action) {
    auto* button = new QPushButton(action->text());
    button->setToolTip(action->toolTip());
    button->setAutoDefault(false);
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    return button;
}

/// Calls `done` with the value, on the thread of `owner` and as long as that lives.
template <typename Value, typename Done>
void whenDone(QObject* owner, const QFuture<Value>& future, Done done) {
    auto* watcher = new QFutureWatcher<Value>(owner);
    QObject::connect(watcher, &QFutureWatcher<Value>::finished, owner, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace

KnowledgeBrowser::KnowledgeBrowser(QWidget* parent)
    : QDialog(parent), m_model(new KnowledgeModel(this)), m_filter(new KnowledgeFilter(this)),
      m_new(new QAction(icon(QStringLiteral("document-open")), tr("&New article…"), this)), m_edit(new QAction(tr("&Edit…"), this)),
      m_remove(new QAction(tr("&Delete"), this)), m_putBack(new QAction(tr("&Undo"), this)),
      m_share(new QAction(tr("&Share its pack…"), this)),
      m_importFolder(new QAction(icon(QStringLiteral("folder")), tr("A pack's &folder…"), this)),
      m_importZip(new QAction(icon(QStringLiteral("application-x-archive")), tr("A &zip of a pack…"), this)), m_strip(new MessageStrip),
      m_search(new QLineEdit), m_stage(new QComboBox), m_kind(new QComboBox), m_onlyFound(new QCheckBox(tr("Found in this &job"))),
      m_list(new QListView), m_count(new MutedLabel({}, MutedLabel::Kind::Small)), m_page(new QScrollArea) {
    setWindowTitle(tr("Knowledge"));
    setWindowFlags(Qt::Window);
    resize(1000, 700);
    m_filter->setSourceModel(m_model);
    m_new->setToolTip(tr("Write an article of your own"));
    m_new->setShortcut(QKeySequence(QKeySequence::New));
    m_edit->setToolTip(tr("Change this article; those of your own packs can be changed"));
    m_remove->setToolTip(tr("Delete this article; it can be put back"));
    m_putBack->setToolTip(tr("Put the deleted article back"));
    m_share->setToolTip(tr("Save the pack that this article is in as a zip, which others can import"));
    for (QAction* action : {m_edit, m_remove, m_share})
        action->setEnabled(false);
    addActions({m_new, m_edit, m_remove, m_share});

    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(makeList());
    splitter->addWidget(makeArticleSide());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({360, 640});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_strip);
    all->addWidget(splitter, 1);

    connect(m_search, &QLineEdit::textChanged, this, &KnowledgeBrowser::filterChanged);
    connect(m_stage, &QComboBox::currentIndexChanged, this, &KnowledgeBrowser::filterChanged);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &KnowledgeBrowser::filterChanged);
    connect(m_onlyFound, &QCheckBox::toggled, this, &KnowledgeBrowser::filterChanged);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &KnowledgeBrowser::showCurrent);
    connect(m_new, &QAction::triggered, this, &KnowledgeBrowser::newArticleRequested);
    connect(m_edit, &QAction::triggered, this, [this] { emit editRequested(m_shownId); });
    connect(m_remove, &QAction::triggered, this, &KnowledgeBrowser::removeCurrent);
    connect(m_putBack, &QAction::triggered, this, &KnowledgeBrowser::putBack);
    connect(m_share, &QAction::triggered, this, &KnowledgeBrowser::sharePack);
    connect(m_importFolder, &QAction::triggered, this, [this] { import(true); });
    connect(m_importZip, &QAction::triggered, this, [this] { import(false); });
    setPacksFolder({});
    updateCount();
    m_search->setFocus();
}

QWidget* KnowledgeBrowser::makeList() {
    m_search->setPlaceholderText(tr("Search articles…"));
    m_search->setClearButtonEnabled(true);
    m_search->setAccessibleName(tr("Search articles"));
    m_stage->setAccessibleName(tr("Stage"));
    m_stage->addItem(tr("Any stage"), QString());
    for (const char* stage : {"submit", "environment", "start", "data", "init", "run", "output"})
        m_stage->addItem(stageText(stage), QString::fromLatin1(stage));
    m_kind->setAccessibleName(tr("Role"));
    m_kind->addItem(tr("Any role"), -1);
    for (const ArticleRole role : {ArticleRole::Cause, ArticleRole::Envelope, ArticleRole::Effect, ArticleRole::Configuration,
                                   ArticleRole::Advice, ArticleRole::Noise})
        m_kind->addItem(KnowledgeModel::roleText(role), static_cast<int>(role));
    m_onlyFound->hide();
    m_list->setModel(m_filter);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Articles"));
    m_list->viewport()->setBackgroundRole(QPalette::Window);

    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_search);
    auto* filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(m_stage, 1);
    filters->addWidget(m_kind, 1);
    column->addLayout(filters);
    column->addWidget(m_onlyFound);
    column->addWidget(m_list, 1);
    column->addWidget(m_count);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto* importButton = new QPushButton(tr("&Import"));
    importButton->setAutoDefault(false);
    importButton->setToolTip(tr("Copy somebody's pack into your own folder of packs"));
    auto* menu = new QMenu(importButton);
    menu->addAction(m_importFolder);
    menu->addAction(m_importZip);
    importButton->setMenu(menu);
    buttons->addWidget(buttonFor(m_new));
    buttons->addWidget(importButton);
    buttons->addStretch(1);
    column->addLayout(buttons);
    return side;
}

QWidget* KnowledgeBrowser::makeArticleSide() {
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setWidgetResizable(true);
    m_page->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_page->setBackgroundRole(QPalette::Base);
    m_page->setAccessibleName(tr("Article"));
    auto* side = new QWidget;
    side->setBackgroundRole(QPalette::Base);
    side->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_page, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(24, 8, 24, 12);
    row->setSpacing(8);
    row->addStretch(1);
    for (QAction* action : {m_remove, m_share, m_edit}) {
        QPushButton* button = buttonFor(action);
        button->hide();
        // Nothing to press is shown where nothing can be changed.
        connect(action, &QAction::enabledChanged, button, &QWidget::setVisible);
        row->addWidget(button);
    }
    column->addLayout(row);
    return side;
}

void KnowledgeBrowser::setPacksFolder(const QString& folder) {
    m_packsFolder = folder;
    for (QAction* action : {m_new, m_importFolder, m_importZip})
        action->setEnabled(!folder.isEmpty());
}

void KnowledgeBrowser::setKnowledge(const KnowledgeBasePointer& knowledge) {
    if (knowledge == m_model->knowledge())
        return;
    const QString shown = m_shownId;
    m_model->setKnowledge(knowledge);
    updateCount();
    if (!shown.isEmpty())
        showArticle(shown);
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filter->index(0, 0));
}

void KnowledgeBrowser::setDiagnosis(const DiagnosisPointer& diagnosis) {
    m_diagnosis = diagnosis;
    m_model->setDiagnosis(diagnosis);
    m_onlyFound->setVisible(diagnosis != nullptr);
    if (!diagnosis)
        m_onlyFound->setChecked(false);
    // While a job is read, the page changes only when all is known: nobody reads a page that is made anew four times a second.
    if (!diagnosis || diagnosis->final)
        showCurrent();
    updateCount();
}

void KnowledgeBrowser::showArticle(const QString& id) {
    const KnowledgeBasePointer& knowledge = m_model->knowledge();
    const Article* article = knowledge ? knowledge->find(id.toStdString()) : nullptr;
    const QString wanted = article ? toText(article->id) : id;
    const QModelIndexList found = m_model->match(m_model->index(0), KnowledgeModel::IdRole, wanted, 1, Qt::MatchExactly);
    if (found.isEmpty())
        return;
    if (!m_filter->mapFromSource(found.first()).isValid()) {
        m_search->clear();
        m_stage->setCurrentIndex(0);
        m_kind->setCurrentIndex(0);
        m_onlyFound->setChecked(false);
    }
    m_list->setCurrentIndex(m_filter->mapFromSource(found.first()));
    m_list->scrollTo(m_list->currentIndex());
}

void KnowledgeBrowser::filterChanged() {
    m_filter->setSearch(m_search->text());
    m_filter->setStage(m_stage->currentData().toString());
    m_filter->setKind(m_kind->currentData().toInt());
    m_filter->setOnlyFound(m_onlyFound->isChecked());
    updateCount();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_filter->index(0, 0));
}

void KnowledgeBrowser::updateCount() {
    if (m_model->rowCount() == 0) {
        m_count->setText(tr("The articles are being loaded…"));
    } else if (m_filter->rowCount() == 0) {
        m_count->setText(m_onlyFound->isChecked() ? tr("No article of this kind was found in this job.")
                                                  : tr("No article holds these words."));
    } else {
        QString text = tr("%n article(s)", nullptr, m_filter->rowCount());
        if (const auto faulty = m_model->knowledge() ? m_model->knowledge()->faulty().size() : 0; faulty > 0)
            text += QStringLiteral(" · ") + tr("%n cannot be used", nullptr, forPlural(faulty));
        m_count->setText(text);
    }
}

bool KnowledgeBrowser::isOwn(std::string_view path) const {
    // An article inside a zip cannot be changed.
    return !m_packsFolder.isEmpty() && toExactText(path).startsWith(m_packsFolder + u'/') && !path.contains(".zip/");
}

void KnowledgeBrowser::showCurrent() {
    const QModelIndex current = m_list->currentIndex();
    const QVariant number = current.data(KnowledgeModel::NumberRole);
    const QVariant faulty = current.data(KnowledgeModel::FaultyRole);
    const QString id = current.data(KnowledgeModel::IdRole).toString();
    const int position = id == m_shownId ? m_page->verticalScrollBar()->value() : 0;
    m_shownId = id;
    QWidget* page = nullptr;
    m_ownPath.clear();
    m_shownTitle.clear();
    if (number.isValid()) {
        const Article& article = m_model->knowledge()->articles()[number.toULongLong()];
        m_shownTitle = toLine(article.title);
        if (isOwn(article.path))
            m_ownPath = toExactText(article.path);
        auto* shown = new ArticlePage(article, m_diagnosis);
        connect(shown, &ArticlePage::webLinkRequested, this, &KnowledgeBrowser::webLinkRequested);
        connect(shown, &ArticlePage::findingRequested, this, &KnowledgeBrowser::findingRequested);
        page = shown;
    } else if (faulty.isValid()) {
        const FaultyArticle& article = m_model->knowledge()->faulty()[faulty.toULongLong()];
        m_shownTitle = lastParts(toText(article.path), 1);
        if (isOwn(article.path))
            m_ownPath = toExactText(article.path);
        page = new ArticlePage(article);
    } else {
        page = new QWidget;
    }
    m_edit->setEnabled(number.isValid() && !m_ownPath.isEmpty());
    m_remove->setEnabled(!m_ownPath.isEmpty());
    m_share->setEnabled(number.isValid() && !m_ownPath.isEmpty());
    m_page->setWidget(page);
    page->setAutoFillBackground(false);
    m_page->verticalScrollBar()->setValue(position);
}

void KnowledgeBrowser::import(bool folder) {
    auto* dialog = new QFileDialog(this, folder ? tr("Import a pack's folder") : tr("Import a zip of a pack"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    useNamedIcons(*dialog);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    if (!folder)
        dialog->setNameFilter(tr("Packs (*.zip)"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        whenDone(this, importPack(path, m_packsFolder), [this](const Expected<QString>& result) {
            if (!result) {
                m_strip->showMessage(result.error());
                return;
            }
            m_strip->showMessage({MessageLevel::Note, tr("The pack was imported").toStdString(), {}, {}, result->toStdString()});
            emit packsChanged();
        });
    });
    dialog->open();
}

void KnowledgeBrowser::removeCurrent() {
    whenDone(this, removeArticle(m_shownTitle, m_ownPath), [this](const Expected<RemovedArticle>& result) {
        if (!result) {
            m_strip->showMessage(result.error());
            return;
        }
        m_removed = *result;
        m_strip->showMessage(Message{MessageLevel::Note, tr("“%1” was deleted").arg(m_removed->title).toStdString(), {}, {}, {}},
                             m_putBack);
        emit packsChanged();
    });
}

void KnowledgeBrowser::putBack() {
    if (!m_removed)
        return;
    whenDone(this, restoreArticle(*m_removed), [this](const Expected<void>& result) {
        if (!result) {
            m_strip->showMessage(result.error());
            return;
        }
        m_strip->showMessage(Message{MessageLevel::Note, tr("“%1” is back").arg(m_removed->title).toStdString(), {}, {}, {}});
        m_removed.reset();
        emit packsChanged();
    });
}

void KnowledgeBrowser::sharePack() {
    const QString pack = m_ownPath.section(QStringLiteral("/articles/"), 0, 0);
    auto* dialog = new QFileDialog(this, tr("Save the pack as a zip"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    useNamedIcons(*dialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Packs (*.zip)"));
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    dialog->selectFile(QFileInfo(pack).fileName() + QStringLiteral(".zip"));
    connect(dialog, &QFileDialog::fileSelected, this, [this, pack](const QString& path) {
        whenDone(this, exportPack(pack, path), [this, path](const Expected<void>& result) {
            m_strip->showMessage(result ? Message{MessageLevel::Note,
                                                  tr("The pack was saved").toStdString(),
                                                  {},
                                                  MessageLocation{path.toStdString(), 0, 0},
                                                  tr("Others take it in with Import, in this window.").toStdString()}
                                        : result.error());
        });
    });
    dialog->open();
}

} // namespace faultline

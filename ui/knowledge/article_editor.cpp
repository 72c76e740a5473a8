// SPDX-License-Identifier: MIT
#include "knowledge/article_editor.h"

#include "knowledge/article_page.h"
#include "knowledge/article_writer.h"
#include "knowledge/examples_editor.h"
#include "knowledge/fault_list.h"
#include "knowledge/knowledge_model.h"
#include "knowledge/trial_view.h"
#include "text/words.h"
#include "theme/muted_label.h"
#include "theme/theme.h"
#include "window/message_strip.h"

#include <QComboBox>
#include <QFile>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace faultline {

namespace {

QPlainTextEdit* makeText(int lines) {
    auto* edit = new QPlainTextEdit;
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(QFontMetrics(edit->font()).lineSpacing() * lines + 20);
    return edit;
}

} // namespace

ArticleEditor::ArticleEditor(Context context, const ArticleSeed& seed, QWidget* parent)
    : ArticleEditor(context, ArticleDraft::fromLine(seed, *context.knowledge), tr("New article"), parent) {
    m_changed = !seed.line.empty();
}

ArticleEditor::ArticleEditor(Context context, const Article& article, QWidget* parent)
    : ArticleEditor(std::move(context), Article(article), tr("Edit article"), parent) {
    m_previousId = article.id;
    m_previousPath = article.path;
    check();
}

ArticleEditor::ArticleEditor(Context context, Article article, const QString& title, QWidget* parent)
    : QDialog(parent), m_context(std::move(context)), m_original(std::move(article)), m_delay(new QTimer(this)), m_strip(new MessageStrip),
      m_form(new QScrollArea), m_preview(new QScrollArea), m_tabs(new QTabWidget),
      m_trial(new TrialView(m_context.job, m_context.knowledge)), m_state(new MutedLabel({}, MutedLabel::Kind::Small)),
      m_save(new QPushButton(tr("&Save article"))) {
    setWindowTitle(title);
    setWindowFlags(Qt::Window);
    resize(1120, 760);
    m_delay->setSingleShot(true);
    m_delay->setInterval(200);

    m_form->setFrameShape(QFrame::NoFrame);
    m_form->setWidgetResizable(true);
    m_form->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_form->setWidget(makeForm());
    m_preview->setFrameShape(QFrame::NoFrame);
    m_preview->setWidgetResizable(true);
    m_preview->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_preview->setBackgroundRole(QPalette::Base);
    m_preview->setAccessibleName(tr("The article as people will read it"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_trial, tr("In this &job"));
    m_tabs->addTab(m_preview, tr("As people will &read it"));

    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_form);
    splitter->addWidget(m_tabs);
    splitter->setSizes({600, 520});
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto* cancel = new QPushButton(tr("Cancel"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    m_save->setShortcut(QKeySequence(QKeySequence::Save));
    m_save->setToolTip(tr("Save into your own pack; the open job is diagnosed again"));
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(20, 12, 20, 12);
    bottom->setSpacing(8);
    bottom->addWidget(m_state, 1);
    bottom->addWidget(cancel);
    bottom->addWidget(m_save);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_strip);
    all->addWidget(splitter, 1);
    all->addLayout(bottom);

    connect(m_delay, &QTimer::timeout, this, &ArticleEditor::check);
    connect(cancel, &QPushButton::clicked, this, &ArticleEditor::reject);
    connect(m_save, &QPushButton::clicked, this, &ArticleEditor::save);
    connect(m_trial, &TrialView::placeRequested, this, &ArticleEditor::placeRequested);
    connect(m_trial, &TrialView::judged, this, [this](const PatternVerdict& verdict) {
        if (verdict.slow)
            m_patternNote->setText(toText(verdict.slow->what) + QStringLiteral(" · ") + toText(verdict.slow->why) + QStringLiteral(" · ") +
                                   toText(verdict.slow->next));
        else
            m_patternNote->setText(verdict.refused ? QString() : tr("Good: both engines take it, and it is found at full speed."));
        m_patternNote->setVisible(!m_patternNote->text().isEmpty());
    });
    fill();
    check();
    m_title->setFocus();
    m_title->selectAll();
}

// ----------------------------------------------------------------------- form --

void ArticleEditor::addField(QVBoxLayout* column, DraftField field, const QString& heading, const QString& help, QWidget* editor) {
    if (column->count() > 0)
        column->addSpacing(12);
    auto* head = new MutedLabel(heading, MutedLabel::Kind::Heading);
    head->setBuddy(editor);
    column->addWidget(head);
    column->addWidget(editor);
    editor->setAccessibleName(heading);
    if (!help.isEmpty()) {
        editor->setAccessibleDescription(help);
        auto* note = new MutedLabel(help, MutedLabel::Kind::Small);
        note->setWordWrap(true);
        column->addWidget(note);
    }
    auto* faults = new FaultList;
    column->addWidget(faults);
    m_faultLists[field] = faults;
    m_editors[field] = editor;
}

QWidget* ArticleEditor::makeForm() {
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(4);

    m_title = new QLineEdit;
    addField(column, DraftField::Title, tr("What went wrong"), tr("As a person would say it, without values, up to 80 characters."),
             m_title);
    m_pattern = makeText(3);
    m_pattern->setFont(Theme::monospace(font()));
    m_pattern->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    addField(column, DraftField::Pattern, tr("Pattern that finds it"),
             tr("A regular expression, tried on one line. A group (?<name>…) gives {name} for the texts below."), m_pattern);
    m_patternNote = new MutedLabel({}, MutedLabel::Kind::Small);
    m_patternNote->setWordWrap(true);
    m_patternNote->hide();
    column->addWidget(m_patternNote);
    addField(column, DraftField::Roles, tr("In which files"), {}, makeRolesButton());
    addField(column, DraftField::Stage, tr("What kind of failure"), {}, makeKinds());
    m_summary = new QLineEdit;
    addField(column, DraftField::Summary, tr("In one sentence, with values"),
             tr("The first line that people read. {name} stands for what the pattern captured."), m_summary);
    m_reason = makeText(5);
    m_reason->setPlaceholderText(tr("Two to five sentences: why this happens."));
    addField(column, DraftField::Reason, tr("Reason"), {}, m_reason);
    m_solution = makeText(7);
    m_solution->setPlaceholderText(tr("1. The first thing to do, down to the command, key or setting."));
    addField(column, DraftField::Solution, tr("Solution"), tr("Markdown: a numbered list; commands between lines of ```."), m_solution);
    m_examples = new ExamplesEditor;
    addField(column, DraftField::Examples, tr("Examples"), tr("At least one line that is found, and one near miss that is not."),
             m_examples);
    auto* more = new QHBoxLayout;
    more->setSpacing(8);
    for (const bool finds : {true, false}) {
        auto* button = new QPushButton(finds ? tr("Add a line to &find") : tr("Add a &near miss"));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, finds] { m_examples->addExample(finds); });
        more->addWidget(button);
    }
    more->addStretch(1);
    column->addLayout(more);
    m_id = new QLineEdit;
    m_id->setFont(Theme::monospace(font()));
    addField(column, DraftField::Id, tr("Id"), tr("Names the article and its file: lower case words joined by -."), m_id);
    // What belongs to no field is said at the end.
    m_faultLists[DraftField::Other] = new FaultList;
    m_editors[DraftField::Other] = m_id;
    column->addWidget(m_faultLists[DraftField::Other]);
    column->addStretch(1);

    const auto watchLine = [this](QLineEdit* edit, DraftField field) {
        connect(edit, &QLineEdit::textEdited, this, [this, field] { touched(field); });
    };
    watchLine(m_title, DraftField::Title);
    watchLine(m_summary, DraftField::Summary);
    watchLine(m_id, DraftField::Id);
    const auto watchText = [this](QPlainTextEdit* edit, DraftField field) {
        connect(edit, &QPlainTextEdit::textChanged, this, [this, field] { touched(field); });
    };
    watchText(m_pattern, DraftField::Pattern);
    watchText(m_reason, DraftField::Reason);
    watchText(m_solution, DraftField::Solution);
    connect(m_examples, &ExamplesEditor::changed, this, [this] { touched(DraftField::Examples); });
    return form;
}

QWidget* ArticleEditor::makeRolesButton() {
    m_roles = new QToolButton;
    m_roles->setPopupMode(QToolButton::InstantPopup);
    m_roles->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_roles->setProperty("outlined", true);
    m_rolesMenu = new QMenu(m_roles);
    std::vector<std::pair<QString, std::string>> titles;
    for (const std::string& id : m_context.knowledge->layouts().roleIds())
        titles.emplace_back(toText(m_context.knowledge->layouts().role(id).title), id);
    std::ranges::sort(titles, [](const auto& a, const auto& b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
    for (const auto& [title, id] : titles) {
        QString text = title.isEmpty() ? toText(id) : title;
        QAction* action = m_rolesMenu->addAction(text.replace(u'&', QStringLiteral("&&")));
        action->setCheckable(true);
        action->setData(toExactText(id));
        connect(action, &QAction::toggled, this, [this] {
            showRoles();
            touched(DraftField::Roles);
        });
    }
    m_roles->setMenu(m_rolesMenu);
    return m_roles;
}

QWidget* ArticleEditor::makeKinds() {
    auto* kinds = new QWidget;
    auto* row = new QHBoxLayout(kinds);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_role = new QComboBox;
    m_role->setAccessibleName(tr("Role of the article"));
    for (const ArticleRole role : {ArticleRole::Cause, ArticleRole::Envelope, ArticleRole::Effect, ArticleRole::Configuration,
                                   ArticleRole::Advice, ArticleRole::Noise})
        m_role->addItem(KnowledgeModel::roleText(role), static_cast<int>(role));
    m_severity = new QComboBox;
    m_severity->setAccessibleName(tr("Severity"));
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info})
        m_severity->addItem(severityText(severity), static_cast<int>(severity));
    m_stage = new QComboBox;
    m_stage->setAccessibleName(tr("Stage of the job"));
    for (const char* stage : {"submit", "environment", "start", "data", "init", "run", "output"})
        m_stage->addItem(stageText(stage), QString::fromLatin1(stage));
    for (QComboBox* box : {m_role, m_severity, m_stage}) {
        row->addWidget(box);
        connect(box, &QComboBox::activated, this, [this] { touched(DraftField::Stage); });
    }
    row->addStretch(1);
    return kinds;
}

void ArticleEditor::fill() {
    const Article& article = m_original;
    m_title->setText(toExactText(article.title));
    m_summary->setText(toExactText(article.summary));
    m_id->setText(toExactText(article.id));
    const QSignalBlocker quietPattern(m_pattern), quietReason(m_reason), quietSolution(m_solution);
    m_pattern->setPlainText(article.matches.empty() ? QString() : toExactText(article.matches.front().pattern));
    m_reason->setPlainText(toExactText(article.reason));
    m_solution->setPlainText(toExactText(article.solution));
    m_role->setCurrentIndex(m_role->findData(static_cast<int>(article.role)));
    m_severity->setCurrentIndex(m_severity->findData(static_cast<int>(article.severity)));
    m_stage->setCurrentIndex(m_stage->findData(toExactText(article.stage)));
    const std::vector<std::string> roles = article.matches.empty() ? std::vector<std::string>() : article.matches.front().roles;
    for (QAction* action : m_rolesMenu->actions()) {
        const QSignalBlocker quiet(action);
        action->setChecked(std::ranges::find(roles, action->data().toString().toStdString()) != roles.end());
    }
    std::vector<Example> examples = article.examples;
    // Nobody thinks of the near miss unless its place is there.
    if (std::ranges::none_of(examples, [](const Example& example) { return !example.finds; })) {
        examples.emplace_back();
        examples.back().finds = false;
    }
    m_examples->setExamples(examples);
    showRoles();
}

void ArticleEditor::showRoles() {
    QStringList chosen;
    for (const QAction* action : m_rolesMenu->actions()) {
        if (action->isChecked())
            chosen << action->text();
    }
    m_roles->setText(chosen.isEmpty()     ? tr("All files that are searched")
                     : chosen.size() <= 3 ? chosen.join(QStringLiteral(", "))
                                          : tr("%n kind(s) of file", nullptr, forPlural(chosen.size())));
}

Article ArticleEditor::article() const {
    Article article = m_original;
    article.title = m_title->text().trimmed().toStdString();
    article.summary = m_summary->text().trimmed().toStdString();
    article.id = m_id->text().trimmed().toStdString();
    article.reason = m_reason->toPlainText().trimmed().toStdString();
    article.solution = m_solution->toPlainText().trimmed().toStdString();
    article.role = static_cast<ArticleRole>(m_role->currentData().toInt());
    article.severity = static_cast<Severity>(m_severity->currentData().toInt());
    article.stage = m_stage->currentData().toString().toStdString();
    QString pattern = m_pattern->toPlainText();
    pattern.remove(u'\n');
    if (article.matches.empty() && !pattern.isEmpty())
        article.matches.emplace_back();
    if (!article.matches.empty()) {
        Match& match = article.matches.front();
        match.pattern = pattern.toStdString();
        match.expression.reset();
        match.roles.clear();
        for (const QAction* action : m_rolesMenu->actions()) {
            if (action->isChecked())
                match.roles.push_back(action->data().toString().toStdString());
        }
        match.onlyIn = match.onlyIn && !match.roles.empty();
    }
    article.examples = m_examples->examples();
    std::erase_if(article.examples, [](const Example& example) { return example.text.empty() && example.files.empty(); });
    return article;
}

// ------------------------------------------------------------------- checking --

void ArticleEditor::touched(DraftField field) {
    m_changed = true;
    m_touched.insert(field);
    m_delay->start();
}

void ArticleEditor::check() {
    m_delay->stop();
    const Article now = article();
    m_faults = ArticleDraft::faults(now, *m_context.knowledge, m_previousId);
    m_examples->showFound(now);
    m_trial->setMatch(now.matches.empty() ? Match() : now.matches.front());
    showFaults();
    showPreview();
}

void ArticleEditor::showFaults() {
    std::map<DraftField, std::vector<Message>> shown;
    for (const DraftFault& fault : m_faults) {
        // What is not written yet is no reproach until somebody wants to save.
        if (m_showAll || m_touched.contains(fault.field) || (fault.field == DraftField::Pattern && !m_pattern->toPlainText().isEmpty()))
            shown[fault.field].push_back(fault.message);
    }
    for (const auto& [field, list] : m_faultLists)
        list->setMessages(shown[field]);
    const auto errors = std::ranges::count_if(m_faults, [](const DraftFault& fault) { return fault.message.level == MessageLevel::Error; });
    m_state->setText(errors == 0 ? tr("Ready to be saved.") : tr("%n thing(s) to do before it can be saved.", nullptr, forPlural(errors)));
}

void ArticleEditor::showPreview() {
    Article shown = article();
    const Captures captures = ArticleDraft::capturesOf(shown);
    shown.reason = fillCaptures(shown.reason, captures, true);
    shown.solution = fillCaptures(shown.solution, captures, true);
    // Scrolled where the writer left it.
    const int position = m_preview->verticalScrollBar()->value();
    auto* page = new ArticlePage(shown);
    m_preview->setWidget(page);
    page->setAutoFillBackground(false);
    m_preview->verticalScrollBar()->setValue(position);
}

void ArticleEditor::focusField(DraftField field) {
    QWidget* editor = m_editors.at(field);
    if (field == DraftField::Examples)
        m_examples->focusFirst();
    else
        editor->setFocus();
    m_form->ensureWidgetVisible(editor, 0, 80);
}

// --------------------------------------------------------------------- saving --

void ArticleEditor::save() {
    if (m_saving)
        return;
    m_showAll = true;
    check();
    for (const DraftFault& fault : m_faults) {
        if (fault.message.level == MessageLevel::Error) {
            focusField(fault.field);
            return;
        }
    }
    m_saving = true;
    m_save->setEnabled(false);
    auto* watcher = new QFutureWatcher<Expected<std::string>>(this);
    connect(watcher, &QFutureWatcher<Expected<std::string>>::finished, this, [this, watcher] {
        watcher->deleteLater();
        saveEnded(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([written = article(), folder = QFile::encodeName(m_context.ownPack).toStdString(),
                                          previous = m_previousPath] { return saveArticle(written, folder, previous); }));
}

void ArticleEditor::saveEnded(const Expected<std::string>& path) {
    m_saving = false;
    m_save->setEnabled(true);
    if (!path) {
        m_strip->showMessage(path.error());
        return;
    }
    m_changed = false;
    emit saved(m_id->text().trimmed());
    accept();
}

void ArticleEditor::reject() {
    if (m_changed && !m_touched.empty()) {
        const auto answer = QMessageBox::question(this, tr("Discard the article?"), tr("What you wrote is not saved yet."),
                                                  QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Discard)
            return;
    }
    QDialog::reject();
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "search/search_pane.h"

#include "search/choice_button.h"
#include "search/search_list.h"
#include "search/search_words.h"
#include "text/words.h"
#include "theme/elided_label.h"
#include "theme/theme.h"
#include "theme/tool_buttons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

namespace {

constexpr std::size_t contextLines = 2;
constexpr qsizetype longestSelection = 500;

const QString contextKey = QStringLiteral("search/context");

} // namespace

SearchPane::SearchPane(QSettings& settings, QWidget* parent)
    : QWidget(parent), m_history(settings), m_session(new SearchSession(this)), m_text(new QComboBox),
      m_case(makeToggle(QStringLiteral("Aa"), tr("Match case"))), m_word(makeToggle(QStringLiteral("W"), tr("Whole words"))),
      m_expression(makeToggle(QStringLiteral(".*"), tr("Regular expression"))),
      m_context(makeToggle(QStringLiteral("±%1").arg(contextLines), tr("Show the lines around each hit"))),
      m_roles(new ChoiceButton(tr("All kinds of file"), tr("Search only files of these kinds"))),
      m_nodes(new ChoiceButton(tr("All nodes"), tr("Search only logs of these nodes"))), m_globs(new QLineEdit), m_count(new ElidedLabel),
      m_notes(new QLabel), m_progress(new QProgressBar), m_stop(makeIconButton(QStringLiteral("process-stop"), tr("Stop searching"))),
      m_previous(makeIconButton(QStringLiteral("go-up"), tr("Previous hit"))),
      m_next(makeIconButton(QStringLiteral("go-down"), tr("Next hit"))), m_list(new SearchList), m_empty(new QLabel),
      m_stack(new QStackedWidget) {
    makeFields();
    makeStatus();

    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setContentsMargins(16, 20, 16, 16);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);

    auto* fields = new QHBoxLayout;
    fields->setSpacing(Theme::step);
    fields->addWidget(m_text, 5);
    for (QToolButton* const toggle : {m_case, m_word, m_expression})
        fields->addWidget(toggle);
    fields->addSpacing(Theme::step);
    fields->addWidget(m_roles);
    fields->addWidget(m_nodes);
    fields->addWidget(m_globs, 3);
    auto* status = new QHBoxLayout;
    status->setSpacing(Theme::step);
    status->addWidget(m_count, 1);
    status->addWidget(m_notes);
    status->addWidget(m_progress);
    for (QToolButton* const button : {m_stop, m_context, m_previous, m_next})
        status->addWidget(button);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    for (QHBoxLayout* const row : {fields, status}) {
        row->setContentsMargins(2 * Theme::step, Theme::step, 2 * Theme::step, row == status ? 2 : 0);
        all->addLayout(row);
    }
    all->addWidget(m_stack, 1);
    setFocusProxy(m_text);

    m_context->setChecked(settings.value(contextKey, true).toBool());
    connect(m_context, &QToolButton::toggled, this, [this, &settings](bool on) {
        settings.setValue(contextKey, on);
        start();
    });
    connect(m_list, &SearchList::placeChosen, this, [this](qulonglong file, LineNumber line, qulonglong byte, bool go) {
        remember();
        emit placeRequested(file, line, byte, go);
    });
    connect(m_session, &SearchSession::begun, this, [this] { m_list->reset(m_job); });
    connect(m_session, &SearchSession::found, m_list, &SearchList::add);
    connect(m_session, &SearchSession::changed, this, &SearchPane::sessionChanged);
    setJob({}, {});
}

SearchPane::~SearchPane() {
    // The children go later; nothing they say on their way is of interest.
    for (QObject* const child : findChildren<QObject*>())
        child->disconnect(this);
}

void SearchPane::makeFields() {
    m_text->setEditable(true);
    m_text->setInsertPolicy(QComboBox::NoInsert);
    m_text->setCompleter(nullptr); // it would write what was searched for before in place of what is typed
    m_text->setMinimumContentsLength(12);
    m_text->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_text->addItems(m_history.texts());
    m_text->setCurrentIndex(-1);
    m_text->setAccessibleName(tr("Search all logs of this job"));
    m_text->lineEdit()->setPlaceholderText(tr("Search all logs"));
    m_text->lineEdit()->setClearButtonEnabled(true);
    m_text->lineEdit()->setAccessibleName(m_text->accessibleName());
    m_text->lineEdit()->installEventFilter(this);
    m_text->lineEdit()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_text->lineEdit(), &QWidget::customContextMenuRequested, this, &SearchPane::showMenu);
    m_globs->setPlaceholderText(tr("Files: *.txt, logs/user, !*.json"));
    m_globs->setAccessibleName(tr("Search only files whose path matches"));
    m_globs->setToolTip(tr("Names or folders of files to search, with * and ?, parted by commas; ! before one leaves it out"));
    m_globs->setClearButtonEnabled(true);
    m_globs->installEventFilter(this);

    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    connect(&m_delay, &QTimer::timeout, this, &SearchPane::start);
    connect(m_text->lineEdit(), &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    // It is emitted also when the field loses the focus: what was searched for already must not be searched for again, under the mouse.
    connect(m_text, &QComboBox::activated, this, [this] {
        if (m_pattern.text() != m_text->currentText())
            start();
    });
    connect(m_globs, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    for (QToolButton* const toggle : {m_case, m_word, m_expression})
        connect(toggle, &QToolButton::toggled, this, &SearchPane::start);
    for (ChoiceButton* const choice : {m_roles, m_nodes})
        connect(choice, &ChoiceButton::changed, this, [this] { m_delay.start(); });
}

void SearchPane::makeStatus() {
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    m_progress->setFixedWidth(120);
    m_progress->setFixedHeight(6);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Search"));
    // What comes and goes must not move what is clicked.
    QSizePolicy policy = m_stop->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_stop->setSizePolicy(policy);
    connect(m_stop, &QToolButton::clicked, m_session, &SearchSession::cancel);
    connect(m_next, &QToolButton::clicked, this, &SearchPane::next);
    connect(m_previous, &QToolButton::clicked, this, &SearchPane::previous);
}

void SearchPane::setJob(const JobPointer& job, const KnowledgeBasePointer& knowledge) {
    m_delay.stop();
    m_job = job;
    m_pattern = {};
    m_session->clear();
    QList<ChoiceButton::Choice> roles, nodes;
    if (job) {
        // Of very many files there are few roles and nodes: nothing is copied for each file.
        std::map<std::string_view, int> roleOrder;
        std::set<std::string_view> nodeNames;
        for (const JobFile& file : job->files) {
            roleOrder.try_emplace(file.role, file.order);
            if (!file.node.empty())
                nodeNames.insert(file.node);
        }
        std::vector<std::pair<int, std::string_view>> sorted;
        for (const auto& [role, order] : roleOrder)
            sorted.emplace_back(order, role);
        std::ranges::sort(sorted);
        for (const auto& [order, role] : sorted) {
            QString title = knowledge ? toText(knowledge->layouts().role(role).title) : QString();
            if (title.isEmpty())
                title = toLine(role);
            title[0] = title[0].toUpper();
            roles.append({toExactText(role), title});
        }
        std::vector<std::string_view> names(nodeNames.begin(), nodeNames.end());
        std::ranges::sort(names, naturalLess);
        for (const std::string_view name : names)
            nodes.append({toExactText(name), toLine(name)});
    }
    // What limits the search stays while the same job is read again; in another one it would surprise.
    const bool again = job && job->path == m_path;
    if (job) {
        m_path = job->path;
        if (!again) {
            m_roles->clear();
            m_nodes->clear();
            m_globs->clear();
        }
        m_roles->setChoices(roles);
        m_nodes->setChoices(nodes);
    }
    m_delay.stop();
    for (QWidget* const widget : std::initializer_list<QWidget*>{m_text, m_globs, m_case, m_word, m_expression, m_context})
        widget->setEnabled(job != nullptr);
    for (ChoiceButton* const choice : {m_roles, m_nodes})
        choice->setEnabled(job && choice->choices().size() > 1);
    showState();
    if (again && isVisible())
        start();
}

SearchScope SearchPane::scope() const {
    SearchScope scope;
    for (const QString& role : m_roles->chosen())
        scope.roles.push_back(role.toStdString());
    for (const QString& node : m_nodes->chosen())
        scope.nodes.push_back(node.toStdString());
    scope.globs = globsOf(m_globs->text().toStdString());
    return scope;
}

void SearchPane::open(const QString& text) {
    m_text->setFocus(Qt::ShortcutFocusReason);
    if (!text.isEmpty() && !text.contains(u'\n') && text.size() <= longestSelection && text != m_text->currentText()) {
        m_text->setEditText(text);
        start();
    } else if (m_session->state() == SearchSession::State::Idle) {
        start();
    }
    m_text->lineEdit()->selectAll();
}

TextPattern SearchPane::pattern() const {
    return m_pattern.isValid() ? m_pattern : TextPattern();
}

void SearchPane::start() {
    m_delay.stop();
    m_pattern =
        m_job ? TextPattern(m_text->currentText(), {m_expression->isChecked(), m_case->isChecked(), m_word->isChecked()}) : TextPattern();
    if (!m_pattern.inFiles())
        m_session->clear();
    emit patternChanged();
    if (m_pattern.inFiles())
        m_session->start(m_job, *m_pattern.inFiles(), scope(), m_context->isChecked() ? contextLines : 0);
}

void SearchPane::sessionChanged() {
    const bool hits = m_session->result().linesKept > 0;
    if (hits != m_hadHits) {
        m_hadHits = hits;
        emit hitsChanged();
    }
    showState();
}

void SearchPane::showState() {
    m_stop->setVisible(m_session->isRunning());
    m_progress->setVisible(m_session->isRunning());
    const JobSearchProgress& progress = m_session->progress();
    m_progress->setValue(
        progress.bytes > 0 ? static_cast<int>(static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytes) * 1000) : 0);
    m_next->setEnabled(m_hadHits);
    m_previous->setEnabled(m_hadHits);

    QPalette colours;
    if (!m_pattern.isValid())
        colours.setColor(QPalette::Text, Theme::of(palette()).error);
    m_text->lineEdit()->setPalette(colours);
    m_count->setText(countText(*m_session));
    QStringList notes, details;
    if (m_session->state() == SearchSession::State::Done) {
        for (const SearchNote& note : notesOf(m_session->result())) {
            notes << note.text;
            details << note.details;
        }
    }
    m_notes->setText(notes.join(QStringLiteral(" · ")));
    m_notes->setToolTip(
        details.isEmpty()
            ? QString()
            : QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(details.join(QStringLiteral("\n\n")).toHtmlEscaped()));
    m_notes->setAccessibleDescription(details.join(u'\n'));

    QString empty;
    if (!m_job)
        empty = tr("No job is open.");
    else if (!m_pattern.isValid())
        empty = m_pattern.error();
    else if (m_pattern.isEmpty())
        empty =
            tr("Type what to search for in all logs of this job.\nHits are listed here as they are found; F4 goes from one to the next.");
    else if (m_session->result().hits == 0)
        empty = emptyText(*m_session, *m_pattern.inFiles(), !scope().isEmpty(), m_job->files.size());
    m_empty->setText(empty);
    m_stack->setCurrentWidget(empty.isEmpty() ? static_cast<QWidget*>(m_list) : m_empty);
}

bool SearchPane::next() {
    return m_list->step(true);
}

bool SearchPane::previous() {
    return m_list->step(false);
}

void SearchPane::remember() {
    if (!m_pattern.inFiles() || (!m_history.texts().isEmpty() && m_history.texts().front() == m_pattern.text()))
        return;
    m_history.add(m_pattern.text());
    listHistory();
}

void SearchPane::listHistory() {
    // What stands in the field stays.
    const QSignalBlocker still(m_text->lineEdit());
    const QSignalBlocker box(m_text);
    const QString text = m_text->currentText();
    m_text->clear();
    m_text->addItems(m_history.texts());
    m_text->setCurrentIndex(-1);
    m_text->setEditText(text);
}

void SearchPane::showMenu(const QPoint& at) {
    QMenu* const menu = m_text->lineEdit()->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    QAction* const forget = menu->addAction(tr("&Forget what was searched for"));
    forget->setEnabled(!m_history.texts().isEmpty());
    connect(forget, &QAction::triggered, this, [this] {
        m_history.clear();
        listHistory();
    });
    menu->popup(m_text->lineEdit()->mapToGlobal(at));
}

void SearchPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    // A job that was opened or read again meanwhile.
    if (m_job && m_pattern.isEmpty() && !m_text->currentText().isEmpty())
        start();
}

void SearchPane::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

bool SearchPane::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (m_delay.isActive() || m_session->state() == SearchSession::State::Idle) {
            start();
            remember();
        } else if (key->modifiers() & Qt::ShiftModifier) {
            previous();
        } else {
            next();
        }
        return true;
    }
    if (key->key() == Qt::Key_Down && watched == m_globs && m_hadHits) {
        m_list->setFocus(Qt::TabFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace faultline

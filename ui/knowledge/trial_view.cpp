// SPDX-License-Identifier: MIT
#include "knowledge/trial_view.h"

#include "knowledge/trial_delegate.h"
#include "knowledge/trial_model.h"
#include "text/words.h"
#include "theme/muted_label.h"

#include <QHBoxLayout>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace faultline {

namespace {

/// A job up to this size is tried with every change of the pattern; it takes well under a second.
constexpr std::uint64_t tryAtOnceBytes = 256ULL << 20;

} // namespace

TrialView::TrialView(JobPointer job, KnowledgeBasePointer knowledge, QWidget* parent)
    : QWidget(parent), m_job(std::move(job)), m_knowledge(std::move(knowledge)), m_runner(new PatternTrialRunner(this)),
      m_model(new TrialModel(this)), m_delay(new QTimer(this)), m_summary(new QLabel), m_note(new MutedLabel({}, MutedLabel::Kind::Small)),
      m_bar(new QProgressBar), m_button(new QPushButton), m_list(new QListView) {
    m_delay->setSingleShot(true);
    m_delay->setInterval(350);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(4);
    m_bar->setRange(0, 1000);
    m_bar->setAccessibleName(tr("Progress of the trial"));
    m_bar->hide();
    m_button->setText(tr("&Try on this job"));
    m_button->setVisible(m_job != nullptr);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TrialDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Lines that the pattern finds"));

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_summary, 1);
    head->addWidget(m_button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_bar);
    column->addWidget(m_note);
    column->addWidget(m_list, 1);

    connect(m_delay, &QTimer::timeout, this, [this] {
        if (m_job && m_job->bytes <= tryAtOnceBytes)
            tryNow();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_runner->isRunning())
            m_runner->cancel();
        else
            tryNow();
    });
    connect(m_runner, &PatternTrialRunner::found, this, [this](const TrialFile& file) {
        m_model->add(file);
        m_lines += file.count;
        ++m_files;
        showCounts();
    });
    connect(m_runner, &PatternTrialRunner::progressed, this, [this](quint64 done, quint64 all) {
        m_bar->setValue(all == 0 ? 1000 : static_cast<int>(1000.0 * static_cast<double>(done) / static_cast<double>(all)));
    });
    connect(m_runner, &PatternTrialRunner::finished, this, &TrialView::finish);
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) {
        emit placeRequested(index.data(TrialModel::FileRole).toULongLong(), LineNumber(index.data(TrialModel::LineRole).toULongLong()));
    });
    if (!m_job)
        m_summary->setText(tr("Open a job to try the pattern on its logs."));
}

QString TrialView::summary() const {
    return m_summary->text();
}

void TrialView::setMatch(const Match& match) {
    if (m_match.pattern == match.pattern && m_match.roles == match.roles && m_match.notRoles == match.notRoles &&
        m_match.onlyIn == match.onlyIn)
        return;
    m_match = match;
    if (!m_job)
        return;
    m_delay->start();
    if (m_job->bytes > tryAtOnceBytes)
        m_summary->setText(tr("This job is large (%1): the pattern is tried when you ask for it.").arg(sizeText(m_job->bytes)));
}

void TrialView::tryNow() {
    m_delay->stop();
    m_model->clear(m_job);
    m_lines = m_files = 0;
    m_bar->setValue(0);
    m_bar->show();
    m_note->hide();
    m_button->setText(tr("&Cancel the trial"));
    m_summary->setText(tr("Searching…"));
    m_runner->start(m_job, m_knowledge, m_match);
}

void TrialView::showCounts() {
    const QString lines = tr("%n line(s)", nullptr, forPlural(std::min<std::uint64_t>(m_lines, 2'000'000'000)));
    m_summary->setText(tr("Finds %1 in %2", "%1: lines, %2: files").arg(lines, tr("%n file(s)", nullptr, forPlural(m_files))));
}

void TrialView::finish(const TrialResult& result) {
    m_bar->hide();
    m_button->setText(tr("&Try again"));
    emit judged(result.verdict);
    if (result.verdict.refused) {
        m_summary->setText(tr("The pattern cannot be tried yet."));
        return;
    }
    showCounts();
    if (result.lines == 0)
        m_summary->setText(tr("Finds nothing in the %n file(s) that it was tried on.", nullptr, forPlural(result.filesRead)));
    QStringList notes;
    if (result.cancelled)
        notes << tr("Cancelled: only a part of the job was searched.");
    if (static_cast<std::uint64_t>(m_model->rowCount()) < result.lines)
        notes << tr("The first lines of each file are listed.");
    if (!result.skipped.empty())
        notes << tr("%n file(s) could not be read.", nullptr, forPlural(result.skipped.size()));
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
}

} // namespace faultline

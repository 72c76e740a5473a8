// SPDX-License-Identifier: MIT
#include "window/quick_open.h"

#include "text/words.h"
#include "theme/icons.h"
#include "theme/muted_label.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t shownLimit = 200;

/// Lower is better: a hit in the name counts before one in the folders, a short path before a long one.
qsizetype costOf(const QString& path, const QStringList& words) {
    const qsizetype nameAt = path.lastIndexOf(u'/') + 1;
    qsizetype cost = path.size();
    for (const QString& word : words) {
        const qsizetype at = path.lastIndexOf(word, -1, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        cost += at >= nameAt ? (at == nameAt ? 0 : 50) : 500;
    }
    return cost;
}

} // namespace

QuickOpen::QuickOpen(JobPointer job, QWidget* parent)
    : QDialog(parent), m_job(std::move(job)), m_text(new QLineEdit), m_list(new QListWidget), m_none(new MutedLabel) {
    setWindowTitle(tr("Open a file of the job"));
    resize(620, 420);
    m_text->setPlaceholderText(tr("Parts of the file's path…"));
    m_text->setAccessibleName(tr("Parts of the file's path"));
    m_text->installEventFilter(this);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideLeft);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Files"));
    auto* all = new QVBoxLayout(this);
    all->setSpacing(8);
    all->addWidget(m_text);
    all->addWidget(m_list, 1);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    all->addWidget(m_none, 1);
    connect(m_text, &QLineEdit::textChanged, this, &QuickOpen::fill);
    connect(m_list, &QListWidget::itemActivated, this, &QuickOpen::accept);
    fill();
}

std::vector<std::size_t> QuickOpen::find(const Job& job, const QString& words, std::size_t limit) {
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    std::vector<std::pair<qsizetype, std::size_t>> found;
    for (std::size_t file = 0; file < job.files.size(); ++file) {
        // Without words the reading order is the best there is.
        const qsizetype cost = parts.isEmpty() ? job.files[file].order : costOf(toText(job.files[file].path), parts);
        if (cost >= 0)
            found.emplace_back(cost, file);
    }
    const auto shown = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(shown));
    std::vector<std::size_t> files;
    for (std::size_t i = 0; i < shown; ++i)
        files.push_back(found[i].second);
    return files;
}

void QuickOpen::fill() {
    m_list->clear();
    for (const std::size_t file : find(*m_job, m_text->text(), shownLimit)) {
        auto* item = new QListWidgetItem(bundledIcon(QStringLiteral("text-x-generic")), toLine(m_job->files[file].path), m_list);
        item->setData(Qt::UserRole, static_cast<qulonglong>(file));
    }
    m_list->setCurrentRow(0);
    const bool none = m_list->count() == 0;
    m_none->setText(tr("No file of the job has “%1” in its path.").arg(setApart(m_text->text().trimmed())));
    m_none->setVisible(none);
    m_list->setVisible(!none);
}

void QuickOpen::accept() {
    if (const QListWidgetItem* item = m_list->currentItem())
        emit fileChosen(item->data(Qt::UserRole).toULongLong(), false);
    QDialog::accept();
}

bool QuickOpen::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            QCoreApplication::sendEvent(m_list, event);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            accept();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace faultline

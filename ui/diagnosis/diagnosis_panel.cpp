// SPDX-License-Identifier: MIT
#include "diagnosis/diagnosis_panel.h"

#include "article/text_column.h"
#include "diagnosis/card_body.h"
#include "diagnosis/empty_text.h"
#include "diagnosis/findings_model.h"
#include "diagnosis/link_button.h"
#include "text/words.h"
#include "theme/muted_label.h"

#include <QAbstractButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

DiagnosisPanel::DiagnosisPanel(QWidget* parent)
    : QScrollArea(parent), m_content(new TextColumn), m_column(m_content->column()), m_empty(new MutedLabel) {
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Diagnosis"));
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(10);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setContentsMargins(8, 16, 8, 8);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    setWidget(m_content);
}

void DiagnosisPanel::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

QString DiagnosisPanel::emptyText() const {
    return m_empty->isHidden() ? QString() : m_empty->text();
}

void DiagnosisPanel::setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run) {
    // A job that was read again is the same to the reader, with what was folded in it; but what the cards lead to is counted in its list of files.
    const bool other = !diagnosis || !m_diagnosis || diagnosis->job->path != m_diagnosis->job->path;
    if (other)
        m_openByHand.clear();
    if (other || run != m_run)
        m_limits = {};
    const bool sameFiles = !other && hasSameFiles(*diagnosis->job, *m_diagnosis->job);
    m_diagnosis = diagnosis;
    m_run = run;
    if (diagnosis)
        m_empty->setText(emptyTextOf(*diagnosis, run));
    rebuild(sameFiles);
}

Card* DiagnosisPanel::makeCard(const CardSpec& spec) {
    const QString key = spec.key;
    // Cards outlive the diagnosis they were made for, so findings are looked up by key when something is pressed.
    const auto findingNow = [this, key] {
        const auto it = std::ranges::find(m_shown, key, &Shown::key);
        return it == m_shown.end() ? nowhere : it->finding;
    };
    const bool isFinding = spec.finding != nowhere;
    const Finding* const finding = isFinding ? &m_diagnosis->findings[spec.finding] : nullptr;
    const QString articleId = finding && finding->article ? toText(finding->article->id) : QString();
    // What another finding explains is no cause anyway, nor is advice.
    const bool canDismiss = finding && finding->explainedBy.empty() && (!finding->article || finding->article->role != ArticleRole::Advice);
    auto* card = new Card(spec.look, [this, make = spec.makeBody, isFinding, canDismiss, articleId, findingNow]() -> QWidget* {
        CardBody* body = make();
        if (isFinding) {
            body->addSpace();
            body->addAction(tr("Copy this finding"), [this, findingNow] { emit copyRequested(findingNow()); });
            if (canDismiss)
                body->addAction(tr("Not the cause here"), [this, findingNow] { emit dismissRequested(findingNow()); });
            if (!articleId.isEmpty())
                body->addAction(tr("Article %1").arg(articleId), [this, articleId] { emit articleRequested(articleId); });
        }
        connect(body, &CardBody::placeRequested, this, &DiagnosisPanel::placeRequested);
        connect(body, &CardBody::webLinkRequested, this, &DiagnosisPanel::webLinkRequested);
        connect(body, &CardBody::linkHovered, this, &DiagnosisPanel::linkHovered);
        // What these lead to may take the card away that was pressed.
        connect(body, &CardBody::runRequested, this, &DiagnosisPanel::runRequested, Qt::QueuedConnection);
        connect(body, &CardBody::restoreRequested, this, &DiagnosisPanel::restoreRequested, Qt::QueuedConnection);
        connect(body, &CardBody::inputsRequested, this, &DiagnosisPanel::inputsRequested);
        connect(body, &CardBody::articleRequested, this, &DiagnosisPanel::articleRequested);
        return body;
    });
    connect(card, &Card::pressed, this, [this, key, findingNow](bool open) {
        m_openByHand[key] = open;
        if (const std::size_t pressed = findingNow(); open && pressed != nowhere)
            emit findingSelected(pressed);
    });
    return card;
}

void DiagnosisPanel::addMore(const QString& text, std::size_t CardLimits::* limit) {
    auto* more = new LinkButton(text);
    connect(
        more, &QAbstractButton::clicked, this,
        [this, limit] {
            m_limits.*limit = 1000;
            rebuild(true);
        },
        Qt::QueuedConnection);
    m_column->addWidget(more);
    m_more.push_back(more);
}

void DiagnosisPanel::rebuild(bool keepsCards) {
    const CardList list = composeCards(m_diagnosis, m_run, m_limits);
    m_content->setUpdatesEnabled(false);
    std::vector<Shown> old = std::move(m_shown);
    m_shown.clear();

    while (QLayoutItem* item = m_column->takeAt(0))
        delete item;
    for (LinkButton* more : std::exchange(m_more, {}))
        more->deleteLater();
    m_column->addWidget(m_empty);
    m_empty->setVisible(std::ranges::none_of(list.cards, &CardSpec::tells));
    for (const CardSpec& spec : list.cards) {
        const auto known = std::ranges::find_if(old, [&](const Shown& shown) {
            return keepsCards && shown.card && shown.key == spec.key && shown.fingerprint == spec.fingerprint;
        });
        Card* card = nullptr;
        if (known != old.end()) {
            card = known->card;
            known->card = nullptr;
        } else {
            card = makeCard(spec);
        }
        card->setOpen(m_openByHand.value(spec.key, spec.open));
        m_column->addWidget(card);
        m_shown.push_back({spec.key, spec.fingerprint, card, spec.finding, spec.mentions});
        if (list.linesLeftOut > 0 && m_shown.size() == list.linesEnd)
            addMore(tr("Show %Ln more kind(s) of error line", nullptr, forPlural(list.linesLeftOut)), &CardLimits::lines);
        if (list.findingsLeftOut > 0 && m_shown.size() == list.findingsEnd)
            addMore(tr("Show %Ln more finding(s)", nullptr, forPlural(list.findingsLeftOut)), &CardLimits::findings);
    }
    for (const Shown& shown : old) {
        if (shown.card)
            shown.card->deleteLater();
    }
    m_column->addStretch(1);
    m_content->setUpdatesEnabled(true);
}

std::vector<Card*> DiagnosisPanel::cards() const {
    std::vector<Card*> cards;
    for (const Shown& shown : m_shown)
        cards.push_back(shown.card);
    return cards;
}

void DiagnosisPanel::scrollTo(QWidget* target) {
    // The body may have been made just now and has its place only after the next layout.
    QTimer::singleShot(0, target, [this, target] {
        m_column->activate();
        const int top = target->mapTo(m_content, QPoint(0, 0)).y();
        ensureVisible(0, top + std::min(target->height(), viewport()->height() - 24), 0, 12);
        ensureVisible(0, top, 0, 12);
    });
}

void DiagnosisPanel::openAndShow(const QString& key, const QString& part) {
    const auto it = std::ranges::find(m_shown, key, &Shown::key);
    if (it == m_shown.end())
        return;
    it->card->setOpen(true);
    m_openByHand[key] = true;
    QWidget* target = part.isEmpty() || !it->card->body() ? nullptr : it->card->body()->findChild<QWidget*>(part);
    scrollTo(target ? target : it->card);
}

void DiagnosisPanel::showFinding(std::size_t finding) {
    const auto it = std::ranges::find_if(m_shown, [finding](const Shown& shown) {
        return shown.finding == finding || std::ranges::find(shown.mentions, finding) != shown.mentions.end();
    });
    if (it != m_shown.end())
        openAndShow(it->key, {});
}

void DiagnosisPanel::showVerdict() {
    if (!m_shown.empty())
        openAndShow(m_shown.front().key, {});
}

void DiagnosisPanel::showPart(const QString& part) {
    // What the verdict rests on stands first, advice behind it.
    for (const Shown& shown : m_shown) {
        shown.card->setOpen(shown.card->isOpen() || shown.card == m_shown.front().card);
        if (shown.card->isOpen() && shown.card->body() && shown.card->body()->findChild<QWidget*>(part)) {
            openAndShow(shown.key, part);
            return;
        }
    }
    showVerdict();
}

void DiagnosisPanel::showSolution() {
    showPart(QStringLiteral("solution"));
}

void DiagnosisPanel::showWhy() {
    showPart(QStringLiteral("why"));
}

void DiagnosisPanel::focusFirst() {
    if (m_shown.empty()) {
        setFocus(Qt::ShortcutFocusReason);
        return;
    }
    m_shown.front().card->head()->setFocus(Qt::ShortcutFocusReason);
    scrollTo(m_shown.front().card->head());
}

void DiagnosisPanel::showSkipped() {
    openAndShow(card_key::skipped, {});
}

} // namespace faultline

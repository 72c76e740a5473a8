// SPDX-License-Identifier: MIT
#include "diagnosis/diagnosis_panel.h"

#include "diagnosis/card_body.h"
#include "diagnosis/findings_model.h"
#include "diagnosis/link_button.h"
#include "text/words.h"
#include "theme/muted_label.h"

#include <QAbstractButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t findingsAtFirst = 25;
constexpr std::size_t unexplainedLimit = 8;
constexpr std::size_t listLimit = 100;

const QString noiseKey = QStringLiteral("noise");
const QString skippedKey = QStringLiteral("skipped");
const QString dismissedKey = QStringLiteral("dismissed");
const QString inputsKey = QStringLiteral("inputs");

/// A shape as people read it: `… failed call to …`.
QString shapeText(const std::string& shape) {
    QString text = toText(shape);
    text.replace(QStringLiteral("<*>"), QStringLiteral("…"));
    return text.size() > 160 ? text.first(159) + u'…' : text;
}

QString timesText(std::uint64_t count) {
    return DiagnosisPanel::tr("%1×", "how often").arg(numberText(count));
}

} // namespace

DiagnosisPanel::DiagnosisPanel(QWidget* parent) : QScrollArea(parent), m_findingLimit(findingsAtFirst) {
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Diagnosis"));
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(10);
    m_empty = new MutedLabel;
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setContentsMargins(8, 16, 8, 8);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    setWidget(content);
}

void DiagnosisPanel::setEmptyText(const QString& text) {
    m_empty->setText(text);
}

void DiagnosisPanel::setDiagnosis(const DiagnosisPointer& diagnosis) {
    if (!diagnosis || !m_diagnosis || diagnosis->job != m_diagnosis->job) {
        m_openByHand.clear();
        m_findingLimit = findingsAtFirst;
    }
    m_diagnosis = diagnosis;
    rebuild();
}

DiagnosisPanel::Spec DiagnosisPanel::findingSpec(std::size_t index) const {
    const Finding& finding = m_diagnosis->findings[index];
    const FindingGroup group = groupOf(*m_diagnosis, index);
    Spec spec;
    spec.finding = index;
    spec.key = finding.article ? toText(finding.article->id) : toText(finding.title);
    spec.key += u'@' + QString::number(finding.run);
    for (const auto& [name, value] : finding.captures)
        spec.key += u'|' + toText(name) + u'=' + toText(value);

    const bool severe = finding.severity == Severity::Error;
    spec.look.chip = FindingsModel::kindText(*m_diagnosis, index);
    spec.look.title = toText(finding.title);
    spec.look.note = finding.count > 1 ? timesText(finding.count) : QString();
    spec.look.marked = group == FindingGroup::Cause;
    spec.open = group == FindingGroup::Cause;
    if (group == FindingGroup::Explained || finding.severity == Severity::Warning)
        spec.look.tone = Chip::Tone::Warning;
    else
        spec.look.tone = severe ? Chip::Tone::Error : Chip::Tone::Quiet;

    const bool isVerdict = group == FindingGroup::Cause;
    spec.fingerprint = QStringLiteral("%1|%2|%3|%4|%5|%6")
                           .arg(spec.look.chip, spec.look.title, spec.look.note)
                           .arg(finding.places.size())
                           .arg(finding.steps.size())
                           .arg(isVerdict ? toText(m_diagnosis->verdict->why) : QString());
    spec.makeBody = [diagnosis = m_diagnosis, index] { return makeFindingBody(diagnosis, index); };
    return spec;
}

DiagnosisPanel::Spec DiagnosisPanel::unexplainedSpec(std::size_t index) const {
    const Unexplained& lines = m_diagnosis->unexplained[index];
    const bool isVerdict = index == 0 && m_diagnosis->verdict && !m_diagnosis->verdict->finding;
    Spec spec;
    spec.key = QStringLiteral("unexplained@%1|%2|%3").arg(lines.run).arg(toText(lines.exceptionType), toText(lines.shape));
    spec.look.chip = isVerdict ? tr("Not known") : tr("Error line");
    spec.look.tone = isVerdict ? Chip::Tone::Error : Chip::Tone::Warning;
    spec.look.title = lines.exceptionType.empty() ? shapeText(lines.shape) : toText(lines.exceptionType);
    spec.look.note = lines.count > 1 ? timesText(lines.count) : QString();
    spec.look.marked = isVerdict;
    spec.open = isVerdict;
    spec.fingerprint = QStringLiteral("%1|%2|%3").arg(spec.look.chip, spec.look.note).arg(lines.places.size());
    spec.makeBody = [diagnosis = m_diagnosis, index, isVerdict] {
        CardBody* body = makeUnexplainedBody(diagnosis, index);
        if (isVerdict)
            body->addMuted(
                tr("No article fits this failure yet. Of all error lines this one is the most telling; the log beside it may say more."));
        return body;
    };
    return spec;
}

DiagnosisPanel::Spec DiagnosisPanel::noiseSpec(const std::vector<std::size_t>& findings) const {
    std::uint64_t count = 0;
    for (const std::size_t index : findings)
        count += m_diagnosis->findings[index].count;
    Spec spec;
    spec.key = noiseKey;
    spec.look = {tr("Noise"), Chip::Tone::Quiet, tr("%n harmless message(s) recognised", nullptr, static_cast<int>(count)), {}, false,
                 true};
    spec.fingerprint = QStringLiteral("%1|%2").arg(findings.size()).arg(count);
    spec.makeBody = [diagnosis = m_diagnosis, findings] {
        auto* body = new CardBody(diagnosis);
        for (std::size_t i = 0; i < std::min(findings.size(), listLimit); ++i) {
            const Finding& finding = diagnosis->findings[findings[i]];
            body->addPlaceLine(toText(finding.title), timesText(finding.count), finding.places.empty() ? nullptr : &finding.places.front());
            if (!finding.summary.empty())
                body->addMuted(toText(finding.summary));
        }
        return body;
    };
    return spec;
}

DiagnosisPanel::Spec DiagnosisPanel::failedInputsSpec() const {
    Spec spec;
    spec.key = inputsKey;
    spec.look = {tr("Inputs"),
                 Chip::Tone::Warning,
                 tr("%n input file(s) could not be processed", nullptr, static_cast<int>(m_diagnosis->failedInputCount)),
                 {},
                 false,
                 false};
    spec.fingerprint = QString::number(m_diagnosis->failedInputCount);
    spec.makeBody = [diagnosis = m_diagnosis] {
        auto* body = new CardBody(diagnosis);
        const std::size_t shown = std::min(diagnosis->failedInputs.size(), listLimit);
        for (std::size_t i = 0; i < shown; ++i) {
            const FailedInput& input = diagnosis->failedInputs[i];
            body->addPlaceLine(toText(input.file), input.attempts > 1 ? timesText(input.attempts) : QString(), &input.place);
            body->addMuted(toText(input.reason));
        }
        if (diagnosis->failedInputCount > shown)
            body->addMuted(tr("and %n more", nullptr, static_cast<int>(diagnosis->failedInputCount - shown)));
        return body;
    };
    return spec;
}

DiagnosisPanel::Spec DiagnosisPanel::skippedSpec() const {
    Spec spec;
    spec.key = skippedKey;
    spec.look = {tr("Not read"),
                 Chip::Tone::Quiet,
                 tr("%n file(s) were left out", nullptr, static_cast<int>(m_diagnosis->skipped.size())),
                 {},
                 false,
                 true};
    spec.fingerprint = QString::number(m_diagnosis->skipped.size());
    spec.makeBody = [diagnosis = m_diagnosis] {
        auto* body = new CardBody(diagnosis);
        const std::size_t shown = std::min(diagnosis->skipped.size(), listLimit);
        for (std::size_t i = 0; i < shown; ++i) {
            body->addText(toText(diagnosis->skipped[i].path));
            body->addMuted(toText(diagnosis->skipped[i].why));
        }
        if (diagnosis->skipped.size() > shown)
            body->addMuted(tr("and %n more", nullptr, static_cast<int>(diagnosis->skipped.size() - shown)));
        return body;
    };
    return spec;
}

DiagnosisPanel::Spec DiagnosisPanel::dismissedSpec() {
    Spec spec;
    spec.key = dismissedKey;
    spec.look = {tr("Set aside"),
                 Chip::Tone::Quiet,
                 tr("%n finding(s) not the cause here", nullptr, static_cast<int>(m_diagnosis->dismissed.size())),
                 {},
                 false,
                 true};
    for (const Finding& finding : m_diagnosis->dismissed)
        spec.fingerprint += toText(finding.key()) + u'\n';
    spec.makeBody = [this, diagnosis = m_diagnosis] {
        auto* body = new CardBody(diagnosis);
        for (std::size_t i = 0; i < std::min(diagnosis->dismissed.size(), listLimit); ++i) {
            const Finding& finding = diagnosis->dismissed[i];
            body->addPlaceLine(toText(finding.title), timesText(finding.count), finding.places.empty() ? nullptr : &finding.places.front());
            if (!finding.summary.empty())
                body->addMuted(toText(finding.summary));
            body->addAction(tr("Count it again"), [this, i] { emit restoreRequested(i); });
        }
        return body;
    };
    return spec;
}

std::vector<DiagnosisPanel::Spec> DiagnosisPanel::compose() {
    std::vector<Spec> specs;
    if (!m_diagnosis)
        return specs;
    std::vector<std::size_t> noise;
    const auto cause = m_diagnosis->verdict ? m_diagnosis->verdict->finding : std::nullopt;
    if (cause)
        specs.push_back(findingSpec(*cause));

    std::size_t unexplained = 0;
    if (m_diagnosis->verdict && !cause) {
        for (; unexplained < std::min<std::size_t>(m_diagnosis->unexplained.size(), unexplainedLimit); ++unexplained)
            specs.push_back(unexplainedSpec(unexplained));
    }
    for (std::size_t index = 0; index < m_diagnosis->findings.size(); ++index) {
        if (index == cause)
            continue;
        if (groupOf(*m_diagnosis, index) == FindingGroup::Noise)
            noise.push_back(index);
        else if (specs.size() < m_findingLimit)
            specs.push_back(findingSpec(index));
    }
    if (m_diagnosis->failedInputCount > 0)
        specs.push_back(failedInputsSpec());
    if (!noise.empty())
        specs.push_back(noiseSpec(noise));
    if (!m_diagnosis->dismissed.empty())
        specs.push_back(dismissedSpec());
    if (!m_diagnosis->skipped.empty())
        specs.push_back(skippedSpec());
    return specs;
}

Card* DiagnosisPanel::makeCard(const Spec& spec) {
    const QString key = spec.key;
    // Cards outlive the diagnosis they were made for, so findings are looked up by key when something is pressed.
    const auto findingNow = [this, key] {
        const auto it = std::ranges::find(m_shown, key, &Shown::key);
        return it == m_shown.end() ? nowhere : it->finding;
    };
    const Article* article = spec.finding == nowhere ? nullptr : m_diagnosis->findings[spec.finding].article;
    const QString articleId = article ? toText(article->id) : QString();
    const bool isFinding = spec.finding != nowhere;
    const bool canDismiss = isFinding && groupOf(*m_diagnosis, spec.finding) != FindingGroup::Explained;
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
        return body;
    });
    connect(card, &Card::pressed, this, [this, key, findingNow](bool open) {
        m_openByHand[key] = open;
        if (const std::size_t finding = findingNow(); open && finding != nowhere)
            emit findingSelected(finding);
    });
    return card;
}

void DiagnosisPanel::rebuild() {
    const std::vector<Spec> specs = compose();
    m_anything = std::ranges::any_of(
        specs, [](const Spec& spec) { return spec.key != noiseKey && spec.key != skippedKey && spec.key != dismissedKey; });
    widget()->setUpdatesEnabled(false);
    std::vector<Shown> old = std::move(m_shown);
    m_shown.clear();

    while (QLayoutItem* item = m_column->takeAt(0)) {
        if (QWidget* held = item->widget(); held && held != m_empty && std::ranges::find(old, held, &Shown::card) == old.end())
            held->deleteLater();
        delete item;
    }
    m_column->addWidget(m_empty);
    m_empty->setVisible(specs.empty() || !m_anything);
    for (const Spec& spec : specs) {
        const auto known = std::ranges::find_if(
            old, [&](const Shown& shown) { return shown.card && shown.key == spec.key && shown.fingerprint == spec.fingerprint; });
        Card* card = nullptr;
        if (known != old.end()) {
            card = known->card;
            known->card = nullptr;
        } else {
            card = makeCard(spec);
        }
        card->setOpen(m_openByHand.value(spec.key, spec.open));
        m_column->addWidget(card);
        m_shown.push_back({spec.key, spec.fingerprint, card, spec.finding});
    }
    for (const Shown& shown : old) {
        if (shown.card)
            shown.card->deleteLater();
    }
    const auto findings = m_diagnosis ? m_diagnosis->findings.size() : 0;
    if (findings > m_findingLimit && std::ranges::count_if(m_shown, [](const Shown& shown) { return shown.finding != nowhere; }) >= 1) {
        auto* more = new LinkButton(tr("Show all %n finding(s)", nullptr, static_cast<int>(findings)));
        connect(more, &QAbstractButton::clicked, this, [this] {
            m_findingLimit = 1000;
            rebuild();
        });
        m_column->addWidget(more);
    }
    m_column->addStretch(1);
    widget()->setUpdatesEnabled(true);
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
        widget()->layout()->activate();
        const int top = target->mapTo(widget(), QPoint(0, 0)).y();
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
    const auto it = std::ranges::find(m_shown, finding, &Shown::finding);
    if (it != m_shown.end())
        openAndShow(it->key, {});
}

void DiagnosisPanel::showSolution() {
    if (!m_shown.empty())
        openAndShow(m_shown.front().key, QStringLiteral("solution"));
}

void DiagnosisPanel::showWhy() {
    if (!m_shown.empty())
        openAndShow(m_shown.front().key, QStringLiteral("why"));
}

void DiagnosisPanel::focusFirst() {
    if (m_shown.empty())
        setFocus(Qt::ShortcutFocusReason);
    else
        m_shown.front().card->head()->setFocus(Qt::ShortcutFocusReason);
}

void DiagnosisPanel::showSkipped() {
    openAndShow(skippedKey, {});
}

} // namespace faultline

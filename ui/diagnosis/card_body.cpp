// SPDX-License-Identifier: MIT
#include "diagnosis/card_body.h"

#include "article/code_box.h"
#include "article/markdown_view.h"
#include "diagnosis/link_button.h"
#include "diagnosis/place_list.h"
#include "diagnosis/place_resolver.h"
#include "diagnosis/run_view.h"
#include "text/words.h"
#include "theme/muted_label.h"
#include "theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace faultline {

namespace {

const QString placeScheme = QStringLiteral("place");

QLabel* plainText(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setMinimumWidth(40);
    return label;
}

} // namespace

CardBody::CardBody(DiagnosisPointer diagnosis, QWidget* parent)
    : QWidget(parent), m_diagnosis(std::move(diagnosis)), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(16, 4, 12, 14);
    m_column->setSpacing(6);
}

std::string CardBody::rootOf(std::size_t run) const {
    return run < m_diagnosis->job->runs.size() ? m_diagnosis->job->runs[run].root : std::string();
}

void CardBody::addHeading(const QString& text) {
    if (m_column->count() > 0)
        m_column->addSpacing(10);
    m_lastHeading = new MutedLabel(text, MutedLabel::Kind::Heading);
    m_column->addWidget(m_lastHeading);
}

void CardBody::addSpace() {
    m_column->addSpacing(8);
}

void CardBody::addText(const QString& plain) {
    m_column->addWidget(plainText(plain));
}

void CardBody::addSentence(const QString& sentence) {
    QLabel* label = plainText({});
    label->setTextFormat(Qt::RichText);
    label->setText(codeMarksHtml(sentence, Theme::monospace(font())));
    m_column->addWidget(label);
}

void CardBody::addValue(const QString& name, const QString& value) {
    if (!m_values || m_column->itemAt(m_column->count() - 1)->layout() != m_values) {
        m_values = new QGridLayout;
        m_values->setHorizontalSpacing(12);
        m_values->setVerticalSpacing(4);
        m_values->setColumnStretch(1, 1);
        m_column->addLayout(m_values);
    }
    const int row = m_values->rowCount();
    auto* label = new MutedLabel(name);
    label->setBuddy(plainText(value));
    m_values->addWidget(label, row, 0, Qt::AlignTop);
    m_values->addWidget(label->buddy(), row, 1);
}

void CardBody::addMuted(const QString& plain) {
    auto* label = new MutedLabel(plain, MutedLabel::Kind::Small);
    label->setWordWrap(true);
    label->setMinimumWidth(40);
    m_column->addWidget(label);
}

void CardBody::addQuote(const QString& plain) {
    m_column->addWidget(new CodeBox(plain));
}

void CardBody::addMarkdown(const QString& markdown, const Finding& finding) {
    const auto linker = [this, &finding](const QString& code) -> FlowText::CodeLink {
        const std::optional<std::size_t> file = resolvePlace(*m_diagnosis, finding, code);
        if (!file)
            return {};
        return {QStringLiteral("%1:%2").arg(placeScheme).arg(*file), toLine(m_diagnosis->job->files[*file].path)};
    };
    auto* view = new MarkdownView(markdown, linker);
    connect(view, &MarkdownView::linkActivated, this, [this](const QUrl& address) {
        if (address.scheme() == placeScheme)
            emit placeRequested(address.path().toULongLong(), LineNumber());
        else
            emit webLinkRequested(address);
    });
    connect(view, &MarkdownView::linkHovered, this,
            [this](const QString& address) { emit linkHovered(address.startsWith(placeScheme + u':') ? QString() : address); });
    m_column->addWidget(view);
}

void CardBody::addPlaces(const std::vector<Place>& places, std::uint64_t total, std::size_t run) {
    auto* list = new PlaceList(places, total, rootOf(run));
    connect(list, &PlaceList::placeRequested, this, &CardBody::placeRequested);
    m_column->addWidget(list);
}

void CardBody::addStep(const Step& step, std::size_t run) {
    addSentence(toText(step.says));
    if (step.place) {
        auto* list = new PlaceList({*step.place}, 1, rootOf(run));
        connect(list, &PlaceList::placeRequested, this, &CardBody::placeRequested);
        m_column->addWidget(list);
    } else if (step.answer == Step::Answer::Nothing) {
        Place place;
        place.file = m_diagnosis->job->find(step.path);
        place.path = step.path;
        addPlaceLine(toLine(place.path), tr("nothing of the kind in it"), &place);
    } else {
        addMuted(step.path.empty() ? tr("There is no such file in this run.")
                                   : tr("There is no such file in this run: %1").arg(toLine(step.path)));
    }
}

void CardBody::addPlaceLine(const QString& text, const QString& note, const Place* place) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    if (place && place->file != nowhere) {
        auto* link = new LinkButton(text);
        link->setToolTip((place->text.empty() ? toLine(place->path) : placeText(*place)).toHtmlEscaped());
        connect(link, &QAbstractButton::clicked, this, [this, file = place->file, line = place->line] { emit placeRequested(file, line); });
        row->addWidget(link);
    } else {
        row->addWidget(plainText(text), 1);
    }
    if (!note.isEmpty())
        row->addWidget(new MutedLabel(note, MutedLabel::Kind::Small));
    row->addStretch(place ? 1 : 0);
    m_column->addLayout(row);
}

QString CardBody::linkTitle(const QString& address) {
    const QUrl url(address);
    QString title = url.path().section(u'/', -1, -1, QString::SectionSkipEmpty);
    title = title.section(u'.', 0, 0).replace(u'-', u' ').replace(u'_', u' ').simplified();
    // Documentation is full of pages named `how-to-…`; what of is what tells them apart.
    if (title.startsWith(QLatin1String("how to "), Qt::CaseInsensitive))
        title.remove(0, 7);
    if (title.isEmpty())
        return url.host();
    title[0] = title[0].toUpper();
    return title;
}

void CardBody::addWebLink(const QString& address) {
    auto* link = new LinkButton(tr("%1 ↗", "opens in the browser").arg(linkTitle(address)));
    link->setToolTip(address.toHtmlEscaped());
    link->setAccessibleName(tr("%1, opens in the browser").arg(linkTitle(address)));
    connect(link, &QAbstractButton::clicked, this, [this, address] { emit webLinkRequested(QUrl(address)); });
    m_column->addWidget(link);
}

void CardBody::addAction(const QString& text, const std::function<void()>& pressed) {
    auto* link = new LinkButton(text);
    connect(link, &QAbstractButton::clicked, this, pressed);
    m_column->addWidget(link);
}

CardBody* makeFindingBody(const DiagnosisPointer& diagnosis, std::size_t index) {
    const Finding& finding = diagnosis->findings[index];
    auto* body = new CardBody(diagnosis);
    const Verdict* const verdict = verdictOf(*diagnosis, finding.run);
    const bool isVerdict = verdict && verdict->finding == index;
    // The verdict line says the sentence of what it rests on already.
    if (!isVerdict && !finding.summary.empty() && finding.summary != finding.title)
        body->addSentence(toText(finding.summary));
    if (!finding.caution.empty())
        body->addMuted(toText(finding.caution));
    if (!finding.reason.empty()) {
        body->addHeading(CardBody::tr("Reason"));
        body->addMarkdown(toText(finding.reason), finding);
    }
    if (!finding.solution.empty()) {
        body->addHeading(CardBody::tr("Solution"));
        body->lastHeading()->setObjectName(QStringLiteral("solution"));
        body->addMarkdown(toText(finding.solution), finding);
    }
    if (!finding.steps.empty()) {
        body->addHeading(CardBody::tr("Look next"));
        for (const Step& step : finding.steps)
            body->addStep(step, finding.run);
    }
    if (!finding.places.empty()) {
        body->addHeading(CardBody::tr("Where it shows"));
        body->addPlaces(finding.places, finding.count, finding.run);
    }
    if (isVerdict && !verdict->why.empty()) {
        const Certainty certainty = certaintyOf(*diagnosis, *verdict);
        const bool cause = certainty != Certainty::Wrapper && certainty != Certainty::Consequence;
        body->addHeading(cause ? CardBody::tr("Why this is the cause") : CardBody::tr("Why no more is known"));
        body->lastHeading()->setObjectName(QStringLiteral("why"));
        body->addText(toText(verdict->why));
        if (!cause)
            body->addMuted(CardBody::tr(
                "What made it fail was not logged here, or no article knows it. The lines below that no article explains may say more."));
    }
    if (finding.article && !finding.article->links.empty()) {
        body->addHeading(CardBody::tr("Read more"));
        for (const std::string& link : finding.article->links)
            body->addWebLink(toText(link));
    }
    return body;
}

CardBody* makeUnexplainedBody(const DiagnosisPointer& diagnosis, std::size_t index) {
    const Unexplained& lines = diagnosis->unexplained[index];
    auto* body = new CardBody(diagnosis);
    if (!lines.exceptionMessage.empty())
        body->addQuote(toText(lines.exceptionMessage));
    else if (!lines.places.empty())
        body->addQuote(toText(lines.places.front().text).left(2000));
    if (!lines.frame.empty())
        body->addText(CardBody::tr("Raised in %1.").arg(toText(lines.frame)));
    if (!lines.places.empty()) {
        body->addHeading(CardBody::tr("Where it shows"));
        body->addPlaces(lines.places, lines.count, lines.run);
    }
    const Verdict* const verdict = verdictOf(*diagnosis, lines.run);
    if (verdict && !verdict->why.empty() && unexplainedOf(*diagnosis, *verdict) == index) {
        body->addHeading(CardBody::tr("Why this line"));
        body->lastHeading()->setObjectName(QStringLiteral("why"));
        body->addText(toText(verdict->why));
    }
    return body;
}

} // namespace faultline

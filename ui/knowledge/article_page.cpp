// SPDX-License-Identifier: MIT
#include "knowledge/article_page.h"

#include "article/code_box.h"
#include "article/markdown_view.h"
#include "diagnosis/card_body.h"
#include "diagnosis/chip.h"
#include "diagnosis/link_button.h"
#include "knowledge/fault_list.h"
#include "knowledge/knowledge_model.h"
#include "text/words.h"
#include "theme/muted_label.h"
#include "theme/theme.h"

#include <QFontInfo>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace faultline {

namespace {

constexpr std::size_t findingLimit = 20;

Chip::Tone toneOf(const Article& article) {
    if (article.role == ArticleRole::Noise || article.severity == Severity::Info)
        return Chip::Tone::Quiet;
    return article.severity == Severity::Warning || article.role == ArticleRole::Envelope || article.role == ArticleRole::Effect
               ? Chip::Tone::Warning
               : Chip::Tone::Error;
}

/// An article's Markdown without a job: what a job would fill in is shown by its name. Code is left as it is.
QString withoutJob(const std::string& markdown) {
    static const QRegularExpression capture(QStringLiteral("`?\\{([a-z][a-z0-9_]*)\\}`?"));
    QStringList parts = toText(fillCaptures(markdown, {}, true)).split(QStringLiteral("```"));
    for (qsizetype i = 0; i < parts.size(); i += 2)
        parts[i].replace(capture, QStringLiteral("`‹\\1›`"));
    return parts.join(QStringLiteral("```"));
}

/// How far the article can be trusted, where that is less than fully.
QString trustText(const Article& article) {
    QStringList words;
    if (article.evidence == Evidence::Inferred)
        words << ArticlePage::tr("Concluded from documentation: no real log with it was seen.");
    if (article.confidence == Confidence::Low)
        words << ArticlePage::tr("Not certain: a hint, no more.");
    return words.join(u' ');
}

QString code(const std::vector<std::string>& names) {
    QStringList texts;
    for (const std::string& name : names)
        texts << u'`' + toLine(name) + u'`';
    return texts.join(ArticlePage::tr(" or ", "between names"));
}

/// A sign that is no log line, in a sentence with `code`.
QString checkText(const Check& check) {
    QStringList parts;
    switch (check.kind) {
    case Check::Kind::DefinitionValue:
        for (const ValueCondition& value : check.values)
            parts << (value.absent ? ArticlePage::tr("does not set %1").arg(code(value.keys))
                      : value.matches.empty()
                          ? ArticlePage::tr("sets %1").arg(code(value.keys))
                          : ArticlePage::tr("sets %1 to what `%2` matches").arg(code(value.keys), toLine(value.matches)));
        return ArticlePage::tr("A saved definition %1.").arg(parts.join(ArticlePage::tr(" and ")));
    case Check::Kind::TableRows:
        for (const ColumnCondition& column : check.where) {
            if (!column.matches.empty())
                parts << ArticlePage::tr("%1 is what `%2` matches").arg(code(column.columns), toLine(column.matches));
            if (column.above)
                parts << ArticlePage::tr("%1 is above %2").arg(code(column.columns), QString::number(*column.above));
            if (column.below)
                parts << ArticlePage::tr("%1 is below %2").arg(code(column.columns), QString::number(*column.below));
        }
        return ArticlePage::tr("A table has %Ln row(s) or more in which %1.", nullptr, forPlural(check.atLeast))
            .arg(parts.join(ArticlePage::tr(" and ")));
    case Check::Kind::Files:
        if (!check.holds.empty())
            parts << ArticlePage::tr("holds %1").arg(code(check.holds));
        if (!check.lacks.empty())
            parts << ArticlePage::tr("lacks %1").arg(code(check.lacks));
        if (!check.containing.empty())
            parts << ArticlePage::tr("has a line in them that `%1` matches").arg(toLine(check.containing));
        return ArticlePage::tr("The run's folder %1.").arg(parts.join(ArticlePage::tr(" and ")));
    case Check::Kind::FactBelow: return ArticlePage::tr("The run's number `%1` is below `%2`.").arg(toLine(check.fact), toLine(check.than));
    }
    return {};
}

QVBoxLayout* makeColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(24, 20, 24, 24);
    column->setSpacing(8);
    return column;
}

} // namespace

ArticlePage::ArticlePage(const Article& article, const DiagnosisPointer& diagnosis, QWidget* parent)
    : QWidget(parent), m_column(makeColumn(this)) {
    addTitle(article.title.empty() ? tr("No title yet") : toText(article.title));
    auto* facts = new QHBoxLayout;
    facts->setSpacing(8);
    facts->addWidget(new Chip(KnowledgeModel::roleText(article.role), toneOf(article)));
    QStringList words{toText(article.id)};
    for (const std::string& alias : article.aliases)
        words << toText(alias);
    if (!article.pack.empty())
        words << toText(article.pack);
    if (const QString stage = stageText(article.stage); !stage.isEmpty())
        words << stage;
    auto* where = new MutedLabel(words.join(QStringLiteral(" · ")), MutedLabel::Kind::Small);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts->addWidget(where);
    facts->addStretch(1);
    m_column->addLayout(facts);

    if (!article.summary.empty())
        addSentence(withoutJob(article.summary));
    if (const QString trust = trustText(article); !trust.isEmpty())
        addMuted(trust);
    if (diagnosis)
        addFindings(article, *diagnosis);
    addMarkdown(tr("Reason"), article.reason);
    addMarkdown(tr("Solution"), article.solution);
    if (!article.unseen.empty()) {
        addHeading(tr("Why no log shows it"));
        addMuted(toText(article.unseen));
    }
    if (!article.matches.empty()) {
        addHeading(tr("Patterns that find it"));
        for (const Match& match : article.matches)
            m_column->addWidget(new CodeBox(toText(match.pattern)));
    }
    if (!article.checks.empty()) {
        addHeading(tr("Signs that are no log line"));
        for (const Check& check : article.checks)
            addSentence(checkText(check));
    }
    if (!article.explainedBy.empty()) {
        addHeading(tr("No cause where one of these is found"));
        QStringList ids;
        for (const std::string& id : article.explainedBy)
            ids << toLine(id);
        addMuted(ids.join(QStringLiteral(", ")));
    }
    if (!article.links.empty()) {
        addHeading(tr("Read more"));
        for (const std::string& address : article.links) {
            auto* link = new LinkButton(tr("%1 ↗", "opens in the browser").arg(CardBody::linkTitle(toText(address))));
            link->setToolTip(toText(address).toHtmlEscaped());
            link->setAccessibleName(tr("%1, opens in the browser").arg(CardBody::linkTitle(toText(address))));
            connect(link, &QAbstractButton::clicked, this, [this, address] { emit webLinkRequested(QUrl(toText(address))); });
            m_column->addWidget(link);
        }
    }
    m_column->addStretch(1);
}

ArticlePage::ArticlePage(const FaultyArticle& faulty, QWidget* parent) : QWidget(parent), m_column(makeColumn(this)) {
    addTitle(tr("%1 cannot be used").arg(faulty.id.empty() ? lastParts(toText(faulty.path), 1) : toText(faulty.id)));
    addMuted(tr("This article is left out until its faults are mended. All others work."));
    addHeading(tr("Faults"));
    auto* faults = new FaultList;
    faults->setMessages(faulty.messages);
    m_column->addWidget(faults);
    addHeading(tr("File"));
    m_column->addWidget(new CodeBox(toText(faulty.path)));
    m_column->addStretch(1);
}

void ArticlePage::addTitle(const QString& text) {
    auto* title = new QLabel(text);
    title->setTextFormat(Qt::PlainText);
    title->setWordWrap(true);
    title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont large = title->font();
    large.setPixelSize(QFontInfo(large).pixelSize() + 5);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    m_column->addWidget(title);
}

void ArticlePage::addHeading(const QString& text) {
    m_column->addSpacing(10);
    m_column->addWidget(new MutedLabel(text, MutedLabel::Kind::Heading));
}

void ArticlePage::addMuted(const QString& text) {
    auto* label = new MutedLabel(text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(label);
}

void ArticlePage::addSentence(const QString& sentence) {
    auto* label = new QLabel(codeMarksHtml(sentence, Theme::monospace(font())));
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(label);
}

void ArticlePage::addMarkdown(const QString& heading, const std::string& markdown) {
    if (markdown.empty())
        return;
    addHeading(heading);
    auto* view = new MarkdownView(withoutJob(markdown));
    connect(view, &MarkdownView::linkActivated, this, &ArticlePage::webLinkRequested);
    m_column->addWidget(view);
}

void ArticlePage::addFindings(const Article& article, const Diagnosis& diagnosis) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < diagnosis.findings.size(); ++i) {
        if (diagnosis.findings[i].article && diagnosis.findings[i].article->id == article.id)
            found.push_back(i);
    }
    if (found.empty())
        return;
    addHeading(tr("In this job"));
    for (std::size_t i = 0; i < std::min(found.size(), findingLimit); ++i) {
        const Finding& finding = diagnosis.findings[found[i]];
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        auto* link = new LinkButton(toText(finding.summary.empty() ? finding.title : finding.summary));
        connect(link, &QAbstractButton::clicked, this, [this, index = found[i]] { emit findingRequested(index); });
        row->addWidget(link, 1);
        row->addWidget(new MutedLabel(tr("%1×", "how often").arg(numberText(finding.count)), MutedLabel::Kind::Small));
        m_column->addLayout(row);
    }
    if (found.size() > findingLimit)
        m_column->addWidget(new MutedLabel(tr("and %n more", nullptr, forPlural(found.size() - findingLimit)), MutedLabel::Kind::Small));
}

} // namespace faultline

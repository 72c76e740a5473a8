// SPDX-License-Identifier: MIT
#include "verdict/verdict_bar.h"

#include "text/words.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr int signSize = 36;
constexpr int progressSteps = 1000;

QLabel* makeLabel(Qt::TextFormat format) {
    auto* label = new QLabel;
    label->setTextFormat(format);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    label->setOpenExternalLinks(false);
    // Without it a wrapping label asks for the width of its whole text.
    label->setMinimumWidth(120);
    return label;
}

QString signFor(VerdictText::Tone tone) {
    switch (tone) {
    case VerdictText::Tone::Good: return QStringLiteral("sign-good");
    case VerdictText::Tone::Warning: return QStringLiteral("sign-warning");
    case VerdictText::Tone::Error: return QStringLiteral("sign-error");
    case VerdictText::Tone::Unknown: return QStringLiteral("sign-unknown");
    case VerdictText::Tone::Busy: return QStringLiteral("sign-busy");
    case VerdictText::Tone::Neutral: break;
    }
    return QStringLiteral("sign-note");
}

} // namespace

VerdictBar::VerdictBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel), m_title(makeLabel(Qt::RichText)), m_quote(makeLabel(Qt::PlainText)),
      m_sentence(makeLabel(Qt::RichText)), m_facts(makeLabel(Qt::RichText)), m_chain(makeLabel(Qt::RichText)),
      m_showLine(new QPushButton(tr("&Show line"))), m_advice(new QPushButton(tr("&What to do"))), m_cancel(new QPushButton(tr("&Cancel"))),
      m_retry(new QPushButton(tr("&Read again"))), m_open(new QPushButton(tr("&Open another…"))), m_progress(new QProgressBar) {
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Verdict"));

    m_sign->setFixedSize(signSize, signSize);
    m_sign->setAlignment(Qt::AlignCenter);

    m_showLine->setProperty("primary", true);
    m_showLine->setToolTip(tr("Show the line at fault in its log"));
    m_advice->setToolTip(tr("Show the steps that mend it"));
    m_cancel->setToolTip(tr("Stop reading; what was found until now stays"));

    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setAccessibleName(tr("Progress"));

    auto* lines = new QVBoxLayout;
    lines->setSpacing(4);
    for (QLabel* label : {m_title, m_quote, m_sentence, m_facts, m_chain})
        lines->addWidget(label);
    lines->addWidget(m_progress);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton* button : {m_showLine, m_advice, m_cancel, m_retry, m_open})
        buttons->addWidget(button);

    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(20, 12, 16, 13);
    all->setSpacing(16);
    all->addWidget(m_sign, 0, Qt::AlignTop);
    all->addLayout(lines, 1);
    all->addLayout(buttons);

    connect(m_showLine, &QPushButton::clicked, this, &VerdictBar::showLineRequested);
    connect(m_advice, &QPushButton::clicked, this, &VerdictBar::adviceRequested);
    connect(m_cancel, &QPushButton::clicked, this, &VerdictBar::cancelRequested);
    connect(m_retry, &QPushButton::clicked, this, &VerdictBar::retryRequested);
    connect(m_open, &QPushButton::clicked, this, &VerdictBar::openRequested);
    connect(m_chain, &QLabel::linkActivated, this, &VerdictBar::whyRequested);
    connect(m_facts, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link == QLatin1StringView("runs"))
            emit runsRequested(m_facts->mapToGlobal(QPoint(0, m_facts->height() + 4)));
        else
            emit skippedRequested();
    });
    setButtons(Buttons::None);
    apply();
}

void VerdictBar::showOpening(const QString& path, const ListingProgress& progress) {
    const bool unpacks = progress.bytes > 0;
    m_opening = true;
    m_text = {};
    m_text.tone = VerdictText::Tone::Busy;
    m_text.title = unpacks ? tr("Unpacking the archive…") : tr("Looking for logs…");
    m_progressText =
        progress.files == 0 ? lastParts(path, 3) : tr("%1 · %n file(s) so far", nullptr, forPlural(progress.files)).arg(lastParts(path, 3));
    if (unpacks) {
        m_progressText = tr("%1 · %2 of %3").arg(m_progressText, sizeText(progress.bytesDone), sizeText(progress.bytes));
        m_progress->setRange(0, progressSteps);
        m_progress->setValue(static_cast<int>(static_cast<double>(std::min(progress.bytesDone, progress.bytes)) /
                                              static_cast<double>(progress.bytes) * progressSteps));
    } else {
        m_progress->setRange(0, 0);
    }
    setButtons(Buttons::Cancel);
    setBusy(true);
    apply();
}

void VerdictBar::showProgress(const ScanProgress& progress) {
    if (m_text.title.isEmpty() || m_opening) {
        m_opening = false;
        m_text = {};
        m_text.tone = VerdictText::Tone::Busy;
        m_text.title = tr("Reading the logs…");
    }
    const double done = progress.bytes > 0   ? static_cast<double>(progress.bytesDone) / static_cast<double>(progress.bytes)
                        : progress.files > 0 ? static_cast<double>(progress.filesDone) / static_cast<double>(progress.files)
                                             : 0.0;
    m_progress->setRange(0, progressSteps);
    m_progress->setValue(static_cast<int>(done * progressSteps));
    m_progressText = tr("%1 of %n file(s) read, %2 of %3", nullptr, forPlural(progress.files))
                         .arg(numberText(progress.filesDone), sizeText(progress.bytesDone), sizeText(progress.bytes));
    setButtons(Buttons::Cancel);
    setBusy(true);
    apply();
}

void VerdictBar::showDiagnosis(const Diagnosis& diagnosis, std::size_t run, bool cancelled) {
    m_opening = false;
    m_text = VerdictText::of(diagnosis, run, cancelled);
    const bool reading = !diagnosis.final && !cancelled;
    if (!reading)
        m_progressText.clear();
    setBusy(reading);
    setButtons(reading ? Buttons::Cancel : cancelled ? Buttons::Retry : m_text.hasNoLogs ? Buttons::Open : Buttons::Verdict);
    apply();
    if (!reading) {
        QAccessibleEvent event(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void VerdictBar::showCancelled(const QString& path) {
    m_text = {};
    m_text.title = tr("Stopped before all logs were read");
    m_progressText = lastParts(path, 3);
    setBusy(false);
    setButtons(Buttons::Retry);
    apply();
}

void VerdictBar::showError(const Message& message) {
    m_text = {};
    m_text.tone = VerdictText::Tone::Error;
    m_text.title = toText(message.what);
    m_text.sentence = toText(message.why);
    for (const std::string& part : {message.where ? message.where->path : std::string(), message.next}) {
        if (!part.empty())
            m_text.facts << VerdictText::Fact{setApart(toLine(part))};
    }
    m_progressText.clear();
    setBusy(false);
    setButtons(Buttons::Open);
    apply();
}

QString VerdictBar::title() const {
    return withoutCodeMarks(m_text.title);
}

QString VerdictBar::facts() const {
    QStringList parts;
    for (const VerdictText::Fact& fact : m_text.facts)
        parts << fact.text;
    if (!m_progressText.isEmpty())
        parts << m_progressText;
    return parts.join(QStringLiteral(" · "));
}

void VerdictBar::setBusy(bool busy) {
    m_progress->setVisible(busy);
}

void VerdictBar::setButtons(Buttons buttons) {
    m_cancel->setVisible(buttons == Buttons::Cancel);
    m_retry->setVisible(buttons == Buttons::Retry || buttons == Buttons::Open);
    m_open->setVisible(buttons == Buttons::Open);
    m_showLine->setVisible(m_text.hasPlace && (buttons == Buttons::Verdict || buttons == Buttons::Cancel));
    m_advice->setVisible(m_text.hasAdvice && buttons == Buttons::Verdict);
}

QColor VerdictBar::toneColour() const {
    const Theme theme = Theme::of(palette());
    switch (m_text.tone) {
    case VerdictText::Tone::Good: return theme.good;
    case VerdictText::Tone::Warning: return theme.warning;
    case VerdictText::Tone::Error:
    case VerdictText::Tone::Unknown: return theme.error;
    case VerdictText::Tone::Busy: return theme.accent;
    case VerdictText::Tone::Neutral: break;
    }
    return theme.muted;
}

QString VerdictBar::factsHtml() const {
    QStringList parts;
    for (const VerdictText::Fact& fact : m_text.facts) {
        const QString text = fact.text.toHtmlEscaped();
        if (fact.leadsToRuns)
            parts << QStringLiteral("<a href='runs' style='color:%1;text-decoration:none'>%2 ▾</a>")
                         .arg(Theme::of(palette()).accent.name(), text);
        else
            parts << (fact.strong ? QStringLiteral("<span style='font-weight:600;color:%1'>%2</span>").arg(toneColour().name(), text)
                                  : text);
    }
    if (!m_progressText.isEmpty())
        parts << m_progressText.toHtmlEscaped();
    if (m_text.skipped > 0)
        parts << QStringLiteral("<a href='skipped' style='color:%1;text-decoration:none'>%2</a>")
                     .arg(Theme::of(palette()).accent.name(), tr("%n not read", nullptr, forPlural(m_text.skipped)));
    return parts.join(QStringLiteral(" · "));
}

QString VerdictBar::chainHtml() const {
    const Theme theme = Theme::of(palette());
    const QFontMetrics metrics(m_chain->font());
    const QString& why = m_text.why;

    // Each title gives way as far as it takes for all to stand on two lines; the label breaks them between words.
    constexpr int lines = 2;
    const int room = m_chain->width() * lines - m_chain->width() / 5;
    QStringList titles;
    for (int limit = 600; limit >= 90; limit = limit * 4 / 5) {
        titles.clear();
        int width = metrics.horizontalAdvance(why) + 32;
        for (const QString& title : m_text.chain) {
            titles << metrics.elidedText(title, Qt::ElideRight, limit);
            width += metrics.horizontalAdvance(titles.last()) * 21 / 20 + 28;
        }
        if (width <= m_chain->width() || width <= room)
            break;
    }
    for (qsizetype i = 0; i < titles.size(); ++i) {
        titles[i] = titles[i].toHtmlEscaped();
        if (i + 1 == titles.size())
            titles[i] = QStringLiteral("<span style='font-weight:600;color:%1'>%2</span>").arg(theme.text.name(), titles[i]);
    }
    QStringList parts;
    if (!titles.isEmpty())
        parts << titles.join(QStringLiteral(" &nbsp;←&nbsp; "));
    if (!why.isEmpty())
        parts << QStringLiteral("<a href='why' style='color:%1;text-decoration:none'>%2</a>").arg(theme.accent.name(), why);
    return parts.join(QStringLiteral(" &nbsp;·&nbsp; "));
}

void VerdictBar::fitChain() {
    if (const QString html = chainHtml(); html != m_chain->text())
        m_chain->setText(html);
}

void VerdictBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    layout()->activate();
    fitChain();
}

void VerdictBar::apply() {
    const Theme theme = Theme::of(palette());
    QFont titleFont = font();
    titleFont.setPixelSize(QFontInfo(font()).pixelSize() + 4);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    QFont quoteFont = Theme::monospace(font());
    m_quote->setFont(quoteFont);
    QFont smallFont = font();
    smallFont.setPixelSize(std::max(11, QFontInfo(font()).pixelSize() - 1));
    m_chain->setFont(smallFont);

    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, theme.muted);
    muted.setColor(QPalette::Text, theme.muted);
    m_facts->setPalette(muted);
    m_chain->setPalette(muted);

    m_sign->setPixmap(icon(signFor(m_text.tone), toneColour()).pixmap(QSize(18, 18), devicePixelRatio()));
    m_title->setText(codeMarksHtml(m_text.title, Theme::monospace(titleFont)));
    m_sentence->setText(codeMarksHtml(m_text.sentence, quoteFont));
    m_sentence->setVisible(!m_text.sentence.isEmpty());
    m_quote->setText(m_text.quote);
    m_quote->setVisible(!m_text.quote.isEmpty());
    m_facts->setText(factsHtml());
    m_facts->setVisible(!m_facts->text().isEmpty());
    m_chain->setVisible(!m_text.chain.isEmpty() || !m_text.why.isEmpty());
    fitChain();
    m_chain->setToolTip(m_text.chain.join(QStringLiteral(" ← ")).toHtmlEscaped());
    QStringList said{title()};
    for (const QString& part : {withoutCodeMarks(m_text.sentence), m_text.quote, facts()}) {
        if (!part.isEmpty())
            said << part;
    }
    setAccessibleDescription(said.join(QStringLiteral(". ")));
    update();
}

void VerdictBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        apply();
}

void VerdictBar::paintEvent(QPaintEvent*) {
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.line);
    painter.fillRect(QRect(0, 0, 4, height()), m_text.tone == VerdictText::Tone::Neutral ? theme.line : toneColour());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::mix(theme.base, toneColour(), theme.dark ? 0.18 : 0.1));
    painter.drawEllipse(m_sign->geometry());
}

} // namespace faultline

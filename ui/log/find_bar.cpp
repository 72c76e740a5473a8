// SPDX-License-Identifier: MIT
#include "log/find_bar.h"

#include "theme/elided_label.h"
#include "theme/theme.h"
#include "theme/tool_buttons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QToolButton>

namespace faultline {

FindBar::FindBar(QWidget* parent)
    : QWidget(parent), m_text(new QLineEdit(this)), m_case(makeToggle(QStringLiteral("Aa"), tr("Match case"))),
      m_word(makeToggle(QStringLiteral("W"), tr("Whole words"))), m_expression(makeToggle(QStringLiteral(".*"), tr("Regular expression"))),
      m_status(new ElidedLabel({}, MutedLabel::Kind::Text, this)) {
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    m_text->setPlaceholderText(tr("Find in this log"));
    m_text->setAccessibleName(tr("Find in this log"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(420);
    m_text->setMinimumWidth(120);
    m_text->installEventFilter(this);
    // It takes the room that is left, whatever it says: nothing that is clicked may move.
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    QToolButton* const previous = makeIconButton(QStringLiteral("go-up"), tr("Previous hit"));
    QToolButton* const next = makeIconButton(QStringLiteral("go-down"), tr("Next hit"));
    QToolButton* const close = makeIconButton(QStringLiteral("window-close"), tr("Close"));
    layout->addWidget(m_text, 1);
    for (QWidget* const widget : {m_case, m_word, m_expression, previous, next})
        layout->addWidget(widget);
    layout->addSpacing(8);
    layout->addWidget(m_status, 1);
    layout->addWidget(close);
    setFocusProxy(m_text);

    m_delay.setSingleShot(true);
    m_delay.setInterval(120);
    connect(&m_delay, &QTimer::timeout, this, &FindBar::updatePattern);
    connect(m_text, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    for (QToolButton* const toggle : {m_case, m_word, m_expression})
        connect(toggle, &QToolButton::toggled, this, &FindBar::updatePattern);
    connect(next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
}

void FindBar::open(const QString& text) {
    if (!text.isEmpty())
        m_text->setText(text);
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    updatePattern();
}

void FindBar::close() {
    m_delay.stop();
    hide();
    emit closed();
}

void FindBar::updatePattern() {
    m_delay.stop();
    const TextPattern pattern(m_text->text(), {m_expression->isChecked(), m_case->isChecked(), m_word->isChecked()});
    m_pattern = pattern;
    if (!pattern.isValid())
        setStatus(pattern.error(), true);
    emit patternChanged(m_pattern);
}

void FindBar::setStatus(const QString& status, bool wrong) {
    m_status->setText(status);
    // Beside the muted colour the label keeps one for faults.
    QPalette colours = m_status->palette();
    colours.setColor(QPalette::BrightText, Theme::of(colours).error);
    m_status->setPalette(colours);
    m_status->setForegroundRole(wrong ? QPalette::BrightText : QPalette::WindowText);
}

void FindBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

bool FindBar::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto* const key = static_cast<QKeyEvent*>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    if (m_delay.isActive())
        updatePattern(); // which goes to the first hit
    else if (key->modifiers() & Qt::ShiftModifier)
        emit previousRequested();
    else
        emit nextRequested();
    return true;
}

} // namespace faultline

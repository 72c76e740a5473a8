// SPDX-License-Identifier: MIT
#include "knowledge/fault_list.h"

#include "text/words.h"
#include "theme/icons.h"
#include "theme/muted_label.h"
#include "theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace faultline {

namespace {

QString restOf(const Message& message) {
    QStringList parts;
    for (const std::string& part : {message.why, message.next}) {
        if (!part.empty())
            parts << toText(part);
    }
    if (message.where && message.where->line > 0)
        parts << FaultList::tr("line %1").arg(message.where->line);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

FaultList::FaultList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    hide();
}

void FaultList::setMessages(const std::vector<Message>& messages, std::size_t limit) {
    if (messages == m_messages && limit == m_limit)
        return;
    m_messages = messages;
    m_limit = limit;
    rebuild();
}

QString FaultList::text() const {
    QStringList lines;
    for (const Message& message : m_messages)
        lines << toText(message.what) + QStringLiteral(": ") + restOf(message);
    return lines.join(u'\n');
}

void FaultList::rebuild() {
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const Theme theme = Theme::of(palette());
    for (std::size_t i = 0; i < std::min(m_messages.size(), m_limit); ++i) {
        const Message& message = m_messages[i];
        const bool error = message.level == MessageLevel::Error;
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto* sign = new QLabel;
        sign->setPixmap(icon(error ? QStringLiteral("sign-error") : QStringLiteral("sign-warning"), error ? theme.error : theme.warning)
                            .pixmap(QSize(14, 14), devicePixelRatio()));
        sign->setContentsMargins(0, 2, 0, 0);
        row->addWidget(sign, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        auto* what = new QLabel(toText(message.what));
        what->setTextFormat(Qt::PlainText);
        what->setWordWrap(true);
        words->addWidget(what);
        if (const QString rest = restOf(message); !rest.isEmpty()) {
            auto* more = new MutedLabel(rest, MutedLabel::Kind::Small);
            more->setWordWrap(true);
            words->addWidget(more);
        }
        row->addLayout(words, 1);
        line->setAccessibleName(toText(message.what) + QStringLiteral(". ") + restOf(message));
        m_column->addWidget(line);
    }
    if (m_messages.size() > m_limit)
        m_column->addWidget(new MutedLabel(tr("and %n more", nullptr, forPlural(m_messages.size() - m_limit)), MutedLabel::Kind::Small));
    setVisible(!m_messages.empty());
}

void FaultList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_messages.empty())
        rebuild();
}

} // namespace faultline

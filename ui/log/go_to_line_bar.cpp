// SPDX-License-Identifier: MIT
#include "log/go_to_line_bar.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace faultline {

GoToLineBar::GoToLineBar(QWidget* parent) : QWidget(parent), m_text(new QLineEdit(this)), m_hint(new QLabel(this)) {
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    auto* const label = new QLabel(tr("&Go to line:"), this);
    label->setBuddy(m_text);
    m_text->setAccessibleName(tr("Line to go to"));
    m_text->setMaximumWidth(160);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setContentsMargins(8, 0, 8, 0);
    auto* const close = new QToolButton(this);
    close->setIcon(icon(QStringLiteral("window-close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));
    layout->addWidget(label);
    layout->addWidget(m_text);
    layout->addWidget(m_hint);
    layout->addStretch(1);
    layout->addWidget(close);
    setFocusProxy(m_text);
    connect(m_text, &QLineEdit::returnPressed, this, &GoToLineBar::accept);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        emit closed();
    });
}

std::optional<LineNumber> GoToLineBar::lineOf(const QString& text, std::uint64_t lineCount) {
    QString number = text;
    number.remove(u' ').remove(QChar::Nbsp);
    if (number.endsWith(u'%')) {
        number.chop(1);
        bool valid = false;
        const double share = QLocale().toDouble(number, &valid) / 100;
        if (!valid || !std::isfinite(share))
            return std::nullopt;
        const auto line = static_cast<std::uint64_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(lineCount));
        return LineNumber(lineCount == 0 ? 0 : std::min(line, lineCount - 1));
    }
    number.remove(u',').remove(u'.').remove(QLocale().groupSeparator());
    bool valid = false;
    const qulonglong line = number.toULongLong(&valid);
    return valid ? std::optional(LineNumber::fromShown(line)) : std::nullopt;
}

std::optional<GoToLineBar::Place> GoToLineBar::placeOf(const QString& text, std::uint64_t lineCount, LineNumber current) {
    const qsizetype colon = text.indexOf(u':');
    const QString before = colon < 0 ? text : text.first(colon);
    const std::optional<LineNumber> line = before.trimmed().isEmpty() && colon >= 0 ? current : lineOf(before, lineCount);
    if (!line || colon < 0)
        return line ? std::optional(Place{*line, std::nullopt}) : std::nullopt;
    bool valid = false;
    const qulonglong column = QString(text).sliced(colon + 1).remove(u' ').remove(QLocale().groupSeparator()).toULongLong(&valid);
    return valid ? std::optional(Place{*line, column}) : std::nullopt;
}

void GoToLineBar::open(std::uint64_t lineCount, bool complete, LineNumber current) {
    m_lineCount = lineCount;
    m_complete = complete;
    m_current = current;
    m_hint->setText(complete ? tr("1 to %L1, a share such as 50 %, or line:column").arg(lineCount)
                             : tr("1 to about %L1, a share such as 50 %, or line:column").arg(lineCount));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::of(colours).muted);
    m_hint->setPalette(colours);
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void GoToLineBar::accept() {
    const std::optional<Place> place = placeOf(m_text->text(), m_lineCount, m_current);
    if (!place) {
        m_hint->setText(tr("This is not a line number; type 1200, 50 % or 1200:80"));
        return;
    }
    if (m_complete && place->line.index() >= m_lineCount && m_lineCount > 0) {
        m_hint->setText(tr("The file has %L1 lines").arg(m_lineCount));
        m_text->selectAll();
        return;
    }
    hide();
    emit placeChosen(*place);
    emit closed();
}

void GoToLineBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    hide();
    emit closed();
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "search/choice_button.h"

#include "text/words.h"
#include "theme/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr qsizetype longList = 12; ///< from so many on there is a filter
constexpr int rowsAtMost = 14;
constexpr int titleLength = 24;

} // namespace

ChoiceButton::ChoiceButton(const QString& all, const QString& accessibleName, QWidget* parent)
    : QToolButton(parent), m_all(all), m_name(accessibleName), m_popup(new QWidget(this, Qt::Popup)), m_filter(new QLineEdit),
      m_list(new QListWidget) {
    setProperty("outlined", true);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(accessibleName);
    setPopupMode(InstantPopup);
    m_list->setAccessibleName(accessibleName);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_filter->setPlaceholderText(tr("Filter…"));
    m_filter->setAccessibleName(tr("Filter this list"));
    m_filter->setClearButtonEnabled(true);
    auto* column = new QVBoxLayout(m_popup);
    column->setContentsMargins(Theme::step, Theme::step, Theme::step, Theme::step);
    column->addWidget(m_filter);
    column->addWidget(m_list);
    m_popup->setAttribute(Qt::WA_WindowPropagation);
    m_list->installEventFilter(this);
    m_filter->installEventFilter(this);
    showText();

    connect(this, &QToolButton::clicked, this, &ChoiceButton::open);
    connect(m_filter, &QLineEdit::textChanged, this, &ChoiceButton::filter);
    connect(m_list, &QListWidget::itemChanged, this, [this] {
        if (m_filling)
            return;
        showText();
        emit changed();
    });
}

ChoiceButton::~ChoiceButton() = default;

void ChoiceButton::setChoices(const QList<Choice>& choices) {
    const QStringList ticked = chosen();
    m_filling = true;
    m_choices = choices;
    m_list->clear();
    for (const Choice& choice : choices) {
        auto* item = new QListWidgetItem(choice.title, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(choice.id) ? Qt::Checked : Qt::Unchecked);
    }
    m_filling = false;
    setEnabled(choices.size() > 1);
    showText();
    if (chosen() != ticked)
        emit changed();
}

QStringList ChoiceButton::chosen() const {
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids << m_choices[row].id;
    return ids;
}

void ChoiceButton::clear() {
    if (chosen().isEmpty())
        return;
    m_filling = true;
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setCheckState(Qt::Unchecked);
    m_filling = false;
    showText();
    emit changed();
}

void ChoiceButton::showText() {
    const QStringList ids = chosen();
    QString text = m_all;
    if (ids.size() == 1) {
        const auto choice = std::ranges::find(m_choices, ids.front(), &Choice::id);
        text = shortened(choice->title, titleLength);
    } else if (ids.size() > 1) {
        text = tr("%L1 of %L2", "how many of the choices are ticked").arg(ids.size()).arg(m_choices.size());
    }
    // A sign of its own, as the style's arrow would need a menu.
    setText(text + QStringLiteral(" ▾"));
    setAccessibleName(m_name + QStringLiteral(": ") + text);
}

void ChoiceButton::open() {
    m_filter->clear();
    m_filter->setVisible(m_choices.size() >= longList);
    const int rows = static_cast<int>(std::clamp<qsizetype>(m_choices.size(), 1, rowsAtMost));
    m_list->setMinimumWidth(std::max(width(), std::min(360, m_list->sizeHintForColumn(0) + 32)));
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), 18) + 4);
    m_popup->adjustSize();
    QPoint at = mapToGlobal(QPoint(0, height()));
    if (const QScreen* const where = screen(); where && at.y() + m_popup->height() > where->availableGeometry().bottom())
        at = mapToGlobal(QPoint(0, -m_popup->height()));
    m_popup->move(at);
    m_popup->show();
    if (!m_list->currentItem())
        m_list->setCurrentRow(0);
    (m_filter->isHidden() ? static_cast<QWidget*>(m_list) : m_filter)->setFocus(Qt::PopupFocusReason);
}

void ChoiceButton::filter(const QString& text) {
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!m_choices[row].title.contains(text, Qt::CaseInsensitive));
}

bool ChoiceButton::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_popup->hide();
            return true;
        }
        if (watched == m_filter && key == Qt::Key_Down) {
            m_list->setFocus();
            return true;
        }
    }
    return QToolButton::eventFilter(watched, event);
}

} // namespace faultline

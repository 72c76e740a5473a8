// SPDX-License-Identifier: MIT
#include "knowledge/examples_editor.h"

#include "knowledge/article_draft.h"
#include "text/words.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

struct ExamplesEditor::Row {
    Example example;
    std::optional<bool> good;
    QWidget* widget = nullptr;
    QLabel* mark = nullptr;
    QLineEdit* text = nullptr;
    QComboBox* finds = nullptr;
};

ExamplesEditor::ExamplesEditor(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
}

ExamplesEditor::~ExamplesEditor() = default;

void ExamplesEditor::setExamples(const std::vector<Example>& examples) {
    for (const auto& row : m_rows)
        delete row->widget;
    m_rows.clear();
    for (const Example& example : examples)
        addRow(example);
}

ExamplesEditor::Row& ExamplesEditor::addRow(const Example& example) {
    auto owned = std::make_unique<Row>();
    Row* row = owned.get();
    m_rows.push_back(std::move(owned));
    row->example = example;
    row->widget = new QWidget;
    auto* line = new QHBoxLayout(row->widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    row->mark = new QLabel;
    row->mark->setFixedWidth(16);
    row->finds = new QComboBox;
    row->finds->addItem(tr("is found"), true);
    row->finds->addItem(tr("is not found"), false);
    row->finds->setCurrentIndex(example.finds ? 0 : 1);
    row->finds->setAccessibleName(tr("Whether the example is to be found"));
    row->text = new QLineEdit;
    row->text->setFont(Theme::monospace(font()));
    row->text->setAccessibleName(tr("Line of the example"));
    const bool several = !example.files.empty() || example.text.contains('\n');
    if (several) {
        row->text->setText(example.files.empty() ? toExactText(example.text.substr(0, example.text.find('\n'))) + QStringLiteral(" …")
                                                 : tr("a small job of %n file(s)", nullptr, forPlural(example.files.size())));
        row->text->setReadOnly(true);
        row->text->setToolTip(tr("Examples of several lines are changed in the article's file."));
    } else {
        row->text->setText(toExactText(example.text));
        row->text->setPlaceholderText(example.finds ? tr("a line that shows this failure")
                                                    : tr("a near miss: a line that a careless pattern would take"));
        row->text->setCursorPosition(0);
    }
    auto* away = new QToolButton;
    away->setIcon(bundledIcon(QStringLiteral("window-close")));
    away->setAutoRaise(true);
    away->setToolTip(tr("Remove this example"));
    away->setAccessibleName(away->toolTip());
    line->addWidget(row->mark);
    line->addWidget(row->text, 1);
    line->addWidget(row->finds);
    line->addWidget(away);
    m_column->addWidget(row->widget);

    connect(row->text, &QLineEdit::textEdited, this, [this, row](const QString& text) {
        row->example.text = text.toStdString();
        emit changed();
    });
    connect(row->finds, &QComboBox::activated, this, [this, row] {
        row->example.finds = row->finds->currentData().toBool();
        emit changed();
    });
    connect(away, &QToolButton::clicked, this, [this, row] { remove(row); });
    return *row;
}

void ExamplesEditor::remove(const Row* row) {
    row->widget->deleteLater();
    row->widget->hide();
    std::erase_if(m_rows, [row](const std::unique_ptr<Row>& other) { return other.get() == row; });
    emit changed();
}

void ExamplesEditor::addExample(bool finds) {
    Example example;
    example.finds = finds;
    addRow(example).text->setFocus();
    emit changed();
}

std::vector<Example> ExamplesEditor::examples() const {
    std::vector<Example> examples;
    for (const auto& row : m_rows)
        examples.push_back(row->example);
    return examples;
}

void ExamplesEditor::showFound(const Article& article) {
    for (const auto& row : m_rows) {
        const std::optional<bool> found = ArticleDraft::finds(article, row->example);
        row->good = found ? std::optional<bool>(*found == row->example.finds) : std::nullopt;
        const QString said = !found ? QString() : *found ? tr("Found") : tr("Not found");
        row->mark->setToolTip(said);
        row->mark->setAccessibleName(said);
    }
    colour();
}

void ExamplesEditor::colour() {
    const Theme theme = Theme::of(palette());
    for (const auto& row : m_rows) {
        if (row->good)
            row->mark->setPixmap(
                icon(*row->good ? QStringLiteral("sign-good") : QStringLiteral("sign-error"), *row->good ? theme.good : theme.error)
                    .pixmap(QSize(16, 16), devicePixelRatio()));
        else
            row->mark->clear();
    }
}

void ExamplesEditor::focusFirst() {
    if (!m_rows.empty())
        m_rows.front()->text->setFocus();
}

void ExamplesEditor::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace faultline

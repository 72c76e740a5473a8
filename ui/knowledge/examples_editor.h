// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article.h"

#include <QWidget>

#include <memory>
#include <vector>

class QVBoxLayout;

namespace faultline {

/// The examples of an article: lines that it must find and near misses that it must not, each with a mark that says whether it does.
///
/// Examples of several lines and small jobs are shown but not changed here.
class ExamplesEditor : public QWidget {
    Q_OBJECT
public:
    explicit ExamplesEditor(QWidget* parent = nullptr);
    ~ExamplesEditor() override;

    void setExamples(const std::vector<Example>& examples);
    [[nodiscard]] std::vector<Example> examples() const;
    /// Puts an empty line below the others and the keyboard into it.
    void addExample(bool finds);
    /// Marks each example as the article finds it now.
    void showFound(const Article& article);
    void focusFirst();

signals:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row;
    Row& addRow(const Example& example);
    void remove(const Row* row);
    void colour();

    std::vector<std::unique_ptr<Row>> m_rows;
    QVBoxLayout* m_column;
};

} // namespace faultline

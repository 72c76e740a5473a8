// SPDX-License-Identifier: MIT
#pragma once

#include "log/text_pattern.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QToolButton;

namespace faultline {

class ElidedLabel;

/// The bar in which one types what to find in a log. Knows no log: it tells the pattern and shows the words it is given.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(QWidget* parent = nullptr);

    /// Shows the bar and takes the focus; `text` is what to find unless it is empty.
    void open(const QString& text);
    [[nodiscard]] const TextPattern& pattern() const { return m_pattern; }
    /// What was found, in words; `wrong` shows it as a fault.
    void setStatus(const QString& status, bool wrong = false);

signals:
    void patternChanged(const faultline::TextPattern& pattern);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void updatePattern();
    void close();

    QLineEdit* m_text;
    QToolButton *m_case, *m_word, *m_expression;
    ElidedLabel* m_status;
    QTimer m_delay; ///< so that a search is not begun with every letter
    TextPattern m_pattern;
};

} // namespace faultline

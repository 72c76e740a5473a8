// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QToolButton>

class QLineEdit;
class QListWidget;

namespace faultline {

/// A button that opens a list to tick off from, with a field to filter it where it is long. Nothing ticked means all.
class ChoiceButton : public QToolButton {
    Q_OBJECT
public:
    struct Choice {
        QString id, title;
    };

    /// `all` is what the button says while nothing is ticked.
    explicit ChoiceButton(const QString& all, const QString& accessibleName, QWidget* parent = nullptr);
    ~ChoiceButton() override;

    /// What is ticked stays where it still is among the choices.
    void setChoices(const QList<Choice>& choices);
    [[nodiscard]] const QList<Choice>& choices() const { return m_choices; }
    /// Ids of what is ticked, in the order of the choices.
    [[nodiscard]] QStringList chosen() const;
    void clear();

    /// The list; also while it does not show.
    [[nodiscard]] QListWidget* list() const { return m_list; }
    void open();

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showText();
    void filter(const QString& text);

    QString m_all, m_name;
    QList<Choice> m_choices;
    QWidget* m_popup;
    QLineEdit* m_filter;
    QListWidget* m_list;
    bool m_filling = false;
};

} // namespace faultline

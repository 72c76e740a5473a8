// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace faultline {

/// Plain text in muted letters, on a line of its own or wrapped. Follows the theme.
class MutedLabel : public QLabel {
    Q_OBJECT
public:
    enum class Kind {
        Text,    ///< secondary text
        Small,   ///< the same, a size smaller
        Heading, ///< the small capitals over a part of a card
    };

    explicit MutedLabel(const QString& text = {}, Kind kind = Kind::Text, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();

    Kind m_kind;
    bool m_changing = false;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace faultline {

/// What is wrong with an article, one below the other: what, why, what to do. Takes no room where nothing is wrong.
class FaultList : public QWidget {
    Q_OBJECT
public:
    explicit FaultList(QWidget* parent = nullptr);

    /// At most `limit` are shown; the rest is counted.
    void setMessages(const std::vector<Message>& messages, std::size_t limit = 50);
    /// As it is read, for tests and screen readers.
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();

    std::vector<Message> m_messages;
    std::size_t m_limit = 50;
    QVBoxLayout* m_column;
};

} // namespace faultline

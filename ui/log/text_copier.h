// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "log/log_text.h"
#include "log/text_position.h"

#include <QObject>
#include <QString>

#include <memory>

namespace faultline {

class Mailbox;

/// Collects the text of a selection on a worker, however long it is, up to a limit.
class TextCopier : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype characterLimit = 32 * 1024 * 1024;
    static constexpr std::uint64_t lineLimit = 500'000;

    explicit TextCopier(QObject* parent = nullptr);
    ~TextCopier() override;

    /// `prefix` stands before the text. An earlier collection that still runs is given up.
    void collect(const LogText& text, const TextRange& range, const QString& prefix);

signals:
    /// `cut`: the limit was reached, there is more.
    void collected(const QString& text, quint64 lines, bool cut);

private:
    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
};

} // namespace faultline

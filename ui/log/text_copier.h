// SPDX-License-Identifier: MIT
#pragma once

#include "log/background_worker.h"
#include "log/log_text.h"
#include "log/text_position.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>

namespace faultline {

class Mailbox;

/// Collects the text of a selection on a worker, however long it is, up to a limit.
///
/// What is copied is the log, not what of it is shown: of a long line that is selected over its end or start also what stands beyond the part that shows.
class TextCopier : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype characterLimit = 32 * 1024 * 1024;
    static constexpr std::uint64_t lineLimit = 500'000;
    static constexpr std::size_t longestLine = 4U << 20; ///< bytes of one line

    struct Request {
        LogText text;
        LineWishes wishes; ///< as the lines are shown: columns of the range are columns of these
        TextRange range;
        QString prefix;  ///< stands before the text
        LineFolds folds; ///< what the level filter leaves out of them is not copied; folded frames are
    };
    struct Copy {
        QString text;
        std::uint64_t lines = 0;
        bool cut = false;           ///< a limit was reached, there is more
        std::uint64_t cutLines = 0; ///< lines that are longer than what was copied of them
    };

    explicit TextCopier(QObject* parent = nullptr);
    ~TextCopier() override;

    /// An earlier collection that still runs is given up.
    void collect(Request request);

signals:
    void collected(const faultline::TextCopier::Copy& copy);

private:
    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_worker;
    std::uint64_t m_generation = 0;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "log/text_copier.h"

#include "log/mailbox.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t batch = 2048;
constexpr std::size_t wholeLine = 4U << 20; // bytes of one line that are copied at most

} // namespace

TextCopier::TextCopier(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

TextCopier::~TextCopier() {
    m_mailbox->close();
}

void TextCopier::collect(const LogText& text, const TextRange& range, const QString& prefix) {
    m_worker.cancel();
    const std::uint64_t generation = ++m_generation;
    m_worker.run([this, mailbox = m_mailbox, text, range, prefix, generation](const std::stop_token& stop) {
        const TextPosition from = range.from(), to = range.to();
        QString copied = prefix;
        std::uint64_t count = 0;
        bool cut = false;
        for (LineNumber first = from.line; first <= to.line && !cut; first = first + batch) {
            if (stop.stop_requested())
                return;
            const std::uint64_t wanted = std::min<std::uint64_t>(batch, to.line.index() - first.index() + 1);
            auto lines = text.lines(first, static_cast<std::size_t>(wanted));
            if (!lines || lines->empty())
                break;
            for (LogLinePointer line : *lines) {
                if (count == lineLimit || copied.size() > characterLimit) {
                    cut = true;
                    break;
                }
                if (line->hidden > 0) {
                    // What is copied is the line, not the part of it that is shown.
                    LineWishes wishes;
                    wishes.lengths.emplace(line->number.index(), wholeLine);
                    if (auto whole = text.lines(line->number, 1, wishes); whole && !whole->empty())
                        line = whole->front();
                    cut = cut || line->hidden > 0;
                }
                const qsizetype start = line->number == from.line ? std::min<qsizetype>(from.column, line->text.size()) : 0;
                const qsizetype end = line->number == to.line ? std::min<qsizetype>(to.column, line->text.size()) : line->text.size();
                if (count > 0)
                    copied += u'\n';
                copied += QStringView(line->text).sliced(start, std::max<qsizetype>(0, end - start));
                ++count;
            }
            if (lines->size() < wanted)
                break;
        }
        mailbox->post([this, generation, copied, count, cut] {
            if (generation == m_generation)
                emit collected(copied, count, cut);
        });
    });
}

} // namespace faultline

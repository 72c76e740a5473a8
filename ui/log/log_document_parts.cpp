// SPDX-License-Identifier: MIT
// How LogDocument shows parts of lines: of long ones a window, of progress bars their states.
#include "log/log_document.h"

#include "log/mailbox.h"

#include <algorithm>
#include <span>
#include <string_view>

namespace faultline {

namespace {

constexpr std::uint64_t shared = 256;       // bytes that a part has in common with the one beside it
constexpr std::uint64_t beforeFocus = 2048; // bytes that are shown before the byte one goes to
constexpr std::size_t blockSize = 1U << 20;

} // namespace

void LogDocument::showWindow(LineNumber number, const LineWindow& window) {
    if (const LogLinePointer shown = line(number)) {
        m_lineWishes.windows.insert_or_assign(shown->offset, window);
        refetch(number);
    }
}

void LogDocument::showPart(LineNumber number, std::uint64_t focus) {
    const LogLinePointer shown = line(number);
    if (!shown)
        return;
    // The part that shows stays where it holds the byte already.
    std::uint64_t from = shown->before;
    if (focus < shown->before || focus > shown->length - shown->behind)
        from = std::min(focus - std::min(focus, beforeFocus), shown->length - std::min<std::uint64_t>(shown->length, LineWindow::length));
    showWindow(number, {from, focus});
}

void LogDocument::showNextPart(LineNumber number) {
    const LogLinePointer shown = line(number);
    if (!shown || shown->behind == 0)
        return;
    const std::uint64_t end = shown->length - shown->behind;
    showWindow(number, {end - std::min(end, shared), end});
}

void LogDocument::showPreviousPart(LineNumber number) {
    const LogLinePointer shown = line(number);
    if (!shown || shown->before == 0)
        return;
    const std::uint64_t end = shown->before + shared;
    showWindow(number, {end - std::min<std::uint64_t>(end, LineWindow::length), shown->before});
}

void LogDocument::toggleStates(LineNumber number) {
    const LogLinePointer shown = line(number);
    if (!shown)
        return;
    if (!m_lineWishes.allStates.insert(shown->offset).second)
        m_lineWishes.allStates.erase(shown->offset);
    m_lineWishes.windows.erase(shown->offset);
    refetch(number);
}

void LogDocument::findInLine(LineNumber number, std::string bytes) {
    m_finder.cancel();
    const LogLinePointer searched = line(number);
    if (!searched || bytes.empty() || bytes.size() > blockSize)
        return;
    m_finder.run([this, mailbox = m_mailbox, reader = m_text.reader, offset = searched->offset, length = searched->length, number,
                  bytes = std::move(bytes), generation = m_generation](const std::stop_token& stop) {
        std::string block(blockSize + bytes.size(), '\0');
        std::size_t kept = 0; // bytes of the block before, which the searched ones may have begun in
        for (std::uint64_t done = 0; done < length && !stop.stop_requested();) {
            const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(blockSize, length - done));
            const auto got = reader->read(offset + done, std::span(block).subspan(kept, wanted));
            if (!got || *got == 0)
                return; // whoever shows the line says why it cannot be read
            const std::size_t hit = std::string_view(block).substr(0, kept + *got).find(bytes);
            if (hit != std::string_view::npos) {
                mailbox->post([this, generation, number, byte = done - kept + hit] {
                    if (generation == m_generation)
                        emit foundInLine(number, byte);
                });
                return;
            }
            const std::size_t there = kept + *got;
            kept = std::min(there, bytes.size() - 1);
            block.replace(0, kept, block, there - kept, kept);
            done += *got;
        }
    });
}

} // namespace faultline

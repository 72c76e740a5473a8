// SPDX-License-Identifier: MIT
#include "log/log_text.h"

#include "log/line_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace faultline {

namespace {

constexpr std::uint64_t endSearch = 4U << 20;   // bytes that are searched for the end of a line which the index has not reached
constexpr std::uint64_t stateSearch = 4U << 20; // bytes of a line whose states are counted
constexpr std::size_t blockSize = 256 * 1024;

Expected<std::string> bytesOf(const ByteReader& reader, std::uint64_t from, std::uint64_t length) {
    std::string bytes(static_cast<std::size_t>(length), '\0');
    auto got = reader.read(from, bytes);
    if (!got)
        return std::unexpected(std::move(got.error()));
    bytes.resize(*got);
    return bytes;
}

/// Counts states, which are not empty and divided by carriage returns, block by block.
class StateCounter {
public:
    void add(std::string_view bytes) {
        std::size_t start = 0;
        while (start < bytes.size()) {
            const std::size_t end = std::min(bytes.find('\r', start), bytes.size());
            if (end > start && !std::exchange(m_inside, true))
                ++m_count;
            if (end < bytes.size())
                m_inside = false;
            start = end + 1;
        }
    }
    [[nodiscard]] int count() const { return m_count; }

private:
    int m_count = 0;
    bool m_inside = false;
};

} // namespace

Expected<std::vector<LogLinePointer>> LogText::lines(LineNumber first, std::size_t count, const LineWishes& wishes) const {
    std::vector<LogLinePointer> lines;
    if (!reader || !index)
        return lines;
    auto raws = readLines(*reader, *index, first, count, LineWishes::usualLength, endSearch);
    if (!raws)
        return std::unexpected(std::move(raws.error()));
    lines.reserve(raws->size());
    for (RawLine& raw : *raws) {
        const bool allStates = wishes.allStates.contains(raw.offset);
        auto made = line(std::move(raw), wishes, allStates);
        if (!made)
            return std::unexpected(std::move(made.error()));
        made->statesShown = allStates;
        lines.push_back(std::make_shared<const LogLine>(std::move(*made)));
    }
    return lines;
}

Expected<LogLine> LogText::line(RawLine raw, const LineWishes& wishes, bool allStates) const {
    if (const auto wish = wishes.windows.find(raw.offset); wish != wishes.windows.end())
        return window(std::move(raw), wish->second, allStates);
    if (raw.bytes.size() < raw.length && raw.lengthKnown && !allStates) {
        auto last = lastState(raw);
        if (!last)
            return std::unexpected(std::move(last.error()));
        if (*last)
            return std::move(**last);
    }
    return lineText(raw, encoding, {.allStates = allStates || raw.bytes.size() < raw.length, .ansi = ansi});
}

Expected<LogLine> LogText::window(RawLine raw, const LineWindow& window, bool allStates) const {
    const bool cut = raw.bytes.size() < raw.length;
    const std::uint64_t from = cut ? std::min(window.from, raw.length) : 0;
    if (cut) {
        auto bytes = bytesOf(*reader, raw.offset + from, std::min<std::uint64_t>(LineWindow::length, raw.length - from));
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        raw.bytes = std::move(*bytes);
    }
    // A part of a line has no last state.
    const LineTextOptions options{.allStates = allStates || cut, .before = from, .ansi = ansi};
    LogLine line = lineText(raw, encoding, options);
    if (window.focus) {
        // What stands before that byte, made into text in the same way, is as many columns.
        const std::uint64_t into = std::clamp<std::uint64_t>(*window.focus, line.before, line.length - line.behind) - line.before;
        RawLine head = raw;
        head.bytes = raw.bytes.substr(static_cast<std::size_t>(line.before - from), static_cast<std::size_t>(into));
        LineTextOptions whole = options;
        whole.allStates = true;
        whole.before = line.before;
        const qsizetype column = line.earlierStates > 0 ? 0 : lineText(head, encoding, whole).text.size();
        line.focus = {*window.focus, static_cast<int>(std::min(column, line.text.size()))};
    }
    return line;
}

Expected<std::optional<LogLine>> LogText::lastState(const RawLine& raw) const {
    const std::uint64_t from = raw.length - std::min<std::uint64_t>(raw.length, LineWishes::usualLength);
    auto tail = bytesOf(*reader, raw.offset + from, raw.length - from);
    if (!tail)
        return std::unexpected(std::move(tail.error()));
    // A state that is longer than what is shown of a line is none of a progress bar.
    const std::size_t end = tail->find_last_not_of('\r');
    const std::size_t begin = end == std::string::npos ? end : tail->rfind('\r', end);
    if (begin == std::string::npos)
        return std::nullopt;
    StateCounter states;
    for (std::uint64_t done = 0; done < std::min(raw.length, stateSearch);) {
        auto bytes = bytesOf(*reader, raw.offset + done, std::min<std::uint64_t>(blockSize, raw.length - done));
        if (!bytes)
            return std::unexpected(std::move(bytes.error()));
        if (bytes->empty())
            break;
        states.add(*bytes);
        done += bytes->size();
    }
    RawLine state = raw;
    state.bytes = tail->substr(begin + 1, end - begin);
    state.length = state.bytes.size();
    LogLine line = lineText(state, encoding, {.ansi = ansi});
    line.length = raw.length;
    line.earlierStates = std::max(1, states.count() - 1);
    line.moreStates = raw.length > stateSearch;
    return std::optional(std::move(line));
}

Expected<LogLine> LogText::part(const LogLine& line, std::uint64_t from, std::size_t length, bool allStates) const {
    from = std::min(from, line.length);
    auto bytes = bytesOf(*reader, line.offset + from, std::min<std::uint64_t>(length, line.length - from));
    if (!bytes)
        return std::unexpected(std::move(bytes.error()));
    const RawLine raw{line.number, line.offset, line.length, std::move(*bytes), line.lengthKnown};
    return lineText(raw, encoding, {.allStates = allStates, .before = from, .ansi = ansi});
}

} // namespace faultline

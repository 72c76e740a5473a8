// SPDX-License-Identifier: MIT
#include "text/mixed_text.h"

#include "text/encoding.h"
#include "text/spool.h"

#include <algorithm>
#include <string>
#include <utility>

namespace faultline {

namespace {

/// So many characters in a row make a stretch.
constexpr std::size_t leastCharacters = 8;
/// So many bytes are looked at to tell in which encoding the next line stands.
constexpr std::size_t lookAhead = 64;

/// Turns blocks of the file into UTF-8; keeps what cannot be told yet for the next block.
class MixedDecoder {
public:
    explicit MixedDecoder(bool wideFirst) : m_wide(wideFirst) {}

    [[nodiscard]] std::string decode(std::string_view block, bool last) {
        m_pending += block;
        std::string text;
        std::size_t done = 0;
        while (done < m_pending.size()) {
            const std::string_view rest = std::string_view(m_pending).substr(done);
            const std::size_t used = m_wide ? wide(rest, last, text) : narrow(rest, last, text);
            if (used == 0)
                break;
            done += used;
        }
        m_pending.erase(0, done);
        return text;
    }

private:
    /// Up to where UTF-16 begins.
    std::size_t narrow(std::string_view rest, bool last, std::string& text) {
        for (std::size_t nul = rest.find('\0'); nul != std::string_view::npos; nul = rest.find('\0', nul + 1)) {
            const std::size_t start = nul > 0 ? nul - 1 : 0;
            if (!last && rest.size() - start < leastCharacters * 2) {
                text += rest.substr(0, start);
                return start;
            }
            if (wideStretch(rest.substr(start)) == 0)
                continue;
            std::string_view before = rest.substr(0, start);
            m_wide = true;
            text += before.ends_with("\xFF\xFE") ? before.substr(0, before.size() - 2) : before;
            // An empty text before it would look as if nothing had been done.
            return start > 0 ? start : wide(rest, last, text);
        }
        // A NUL may follow; and a mark belongs to what follows it.
        const std::size_t kept = last ? 0 : std::min<std::size_t>(3, rest.size());
        text += rest.substr(0, rest.size() - kept);
        return rest.size() - kept;
    }

    /// Up to the end of a line behind which other text begins.
    std::size_t wide(std::string_view rest, bool last, std::string& text) {
        using namespace std::string_view_literals;
        std::size_t end = 0;
        bool wholeLine = false;
        while (end + 1 < rest.size() && !wholeLine) {
            wholeLine = rest.substr(end, 2) == "\n\0"sv;
            end += 2;
        }
        if (!wholeLine && !last && rest.size() < (1 << 20)) // a longer line is cut: memory is bounded
            return 0;
        if (!wholeLine && last)
            end = rest.size();
        const std::string_view next = rest.substr(end);
        if (wholeLine && !last && next.size() < lookAhead)
            return 0;
        static const Encoding utf16{"UTF-16LE", 0, false};
        text += toUtf8(rest.substr(0, end), utf16);
        if (wholeLine && isNarrow(next.substr(0, lookAhead)))
            m_wide = false;
        return end;
    }

    static bool isNarrow(std::string_view bytes) {
        const auto printable = std::ranges::count_if(bytes, [](char c) { return (c >= ' ' && c <= '~') || (c >= '\t' && c <= '\r'); });
        return !bytes.empty() && static_cast<std::size_t>(printable) * 10 >= bytes.size() * 8;
    }

    std::string m_pending;
    bool m_wide;
};

} // namespace

std::size_t wideStretch(std::string_view bytes) {
    std::size_t end = 0;
    while (end + 1 < bytes.size() && bytes[end] != '\0' && bytes[end + 1] == '\0')
        end += 2;
    return end >= leastCharacters * 2 ? end : 0;
}

Expected<ByteReaderPointer> mixedReader(const ByteReader& reader, std::size_t markLength, bool wideFirst, const std::stop_token& stop) {
    MixedDecoder decoder(wideFirst);
    return convertedReader(reader, markLength, stop, [&](std::string_view block, bool last) { return decoder.decode(block, last); });
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "text/encoding.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace faultline {

/// A block of bytes of a file as it is searched: as UTF-8, without the terminal's escape sequences, and with lone carriage returns (progress bars) as line ends, so that
/// what is found is what can be seen, in whatever encoding and colours. Copies only what it has to. One is used again for block after block.
class BlockText {
public:
    /// `wholeLetters`: the search needs valid UTF-8, so that what is not becomes U+FFFD.
    BlockText(const Encoding& encoding, bool wholeLetters);

    /// `block` must outlive the use of what is returned below. `beginsFile`: a byte-order mark may stand at its start.
    void set(std::string_view block, bool beginsFile);

    /// What is searched. Line feeds and carriage returns both are `\n`.
    [[nodiscard]] std::string_view searched() const { return m_searched; }
    /// The same, byte for byte, with carriage returns as they stand.
    [[nodiscard]] std::string_view text() const { return m_text; }
    /// Line feeds in the block.
    [[nodiscard]] std::uint64_t lineFeeds() const { return m_lineFeeds; }
    [[nodiscard]] bool hasReturns() const { return m_hasReturns; }
    /// Whether `text` begins `skipped` bytes into the block and from there is the same, byte for byte; otherwise only the line ends of both agree.
    [[nodiscard]] bool isInPlace() const { return m_inPlace; }
    [[nodiscard]] std::size_t skipped() const { return m_skipped; }

private:
    Encoding m_encoding;
    bool m_utf8, m_wholeLetters;
    std::uint64_t m_lineFeeds = 0;
    bool m_hasReturns = false;
    bool m_inPlace = true;
    std::size_t m_skipped = 0;
    std::string m_decoded, m_stripped, m_broken;
    std::string_view m_text, m_searched;
};

/// One line, given as its bytes in the file, as it is shown: as above, but of several states between carriage returns the last one that says something. Valid UTF-8,
/// cut to about `limit` bytes.
[[nodiscard]] std::string shownLine(std::string_view bytes, const Encoding& encoding, std::size_t limit);

/// The first or last `limit` bytes of a UTF-8 text at most, never cut within a character.
[[nodiscard]] std::string_view firstBytes(std::string_view text, std::size_t limit);
[[nodiscard]] std::string_view lastBytes(std::string_view text, std::size_t limit);

} // namespace faultline

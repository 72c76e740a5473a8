// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// A block of a file in the form in which patterns see it, with the way back to where each byte stood.
///
/// Escape sequences (colours and the like) are taken out, for they may stand inside a message. What parts lines besides the line feed becomes one: a lone carriage return, and a `\n` written out
/// (as in JSON). Most blocks have neither and are searched as they stand.
///
/// Owns its buffers and is used for one block after the other. The block must live as long as its views are used.
class SearchedText {
public:
    void assign(std::string_view block);

    /// What is searched.
    [[nodiscard]] std::string_view searched() const { return m_searched; }
    /// The same byte for byte, with the line ends as they stand; what is shown.
    [[nodiscard]] std::string_view plain() const { return m_plain; }
    [[nodiscard]] std::string_view block() const { return m_block; }
    [[nodiscard]] bool hasReturns() const { return m_hasReturns; }

    /// Where a byte of the searched text stands in the block.
    [[nodiscard]] std::size_t inBlock(std::size_t at) const;
    /// Whether a line of `plain` ends at this byte.
    [[nodiscard]] static bool endsLine(char byte) { return byte == '\n' || byte == '\r'; }

private:
    void stripEscapes();

    std::string_view m_block, m_plain, m_searched;
    std::string m_stripped, m_normal;
    struct Cut {
        std::uint32_t at = 0;      ///< from this byte of the stripped text on …
        std::uint32_t removed = 0; ///< … so many bytes are missing before it
    };
    std::vector<Cut> m_cuts;
    bool m_hasReturns = false;
};

} // namespace faultline

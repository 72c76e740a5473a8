// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// Reads the words of a command line one by one: options with their values (`--name value`, `--name=value`, `-n value`) and plain words. Behind `--` nothing is an
/// option, and `-` never is one. Which options take a value is the same for all commands, so that the command is known wherever it stands; which of them a
/// command has, and what their values mean, is its own business.
class OptionWords {
public:
    struct Word {
        std::string text; ///< a plain word, or the name of an option as it was written
        bool isOption = false;
        std::optional<std::string>
            value; ///< of an option; nothing where none stood there. A flag has one only if it was written behind `=`
    };

    /// `words` must outlive it.
    explicit OptionWords(const std::vector<std::string>& words) : m_words(words) {}

    /// The next word; nothing at the end.
    [[nodiscard]] std::optional<Word> next();

    [[nodiscard]] static bool takesValue(std::string_view option);
    /// Index of the first plain word, which names the command; nothing where there is none.
    [[nodiscard]] static std::optional<std::size_t> command(const std::vector<std::string>& words);

private:
    const std::vector<std::string>& m_words;
    std::size_t m_next = 0;
    bool m_onlyPlain = false;
};

} // namespace faultline

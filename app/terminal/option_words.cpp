// SPDX-License-Identifier: MIT
#include "option_words.h"

#include <algorithm>

namespace faultline {

bool OptionWords::takesValue(std::string_view option) {
    static constexpr std::string_view names[] = {"--format", "--output", "-o",        "--pack", "--role",      "--node",
                                                 "--files",  "-g",       "--context", "-C",     "--max-lines", "-m"};
    return std::ranges::contains(names, option);
}

std::optional<OptionWords::Word> OptionWords::next() {
    if (m_next < m_words.size() && !m_onlyPlain && m_words[m_next] == "--") {
        m_onlyPlain = true;
        ++m_next;
    }
    if (m_next >= m_words.size())
        return std::nullopt;
    Word word{m_words[m_next++], false, std::nullopt};
    if (m_onlyPlain || word.text == "-" || !word.text.starts_with("-"))
        return word;
    word.isOption = true;
    const std::size_t equals = word.text.starts_with("--") ? word.text.find('=') : std::string::npos;
    if (equals != std::string::npos) {
        word.value = word.text.substr(equals + 1);
        word.text.resize(equals);
    } else if (!word.text.starts_with("--") && word.text.size() > 2 && takesValue(word.text.substr(0, 2))) {
        // The value stands right behind the letter, as in `-C1`.
        word.value = word.text.substr(2);
        word.text.resize(2);
    } else if (takesValue(word.text) && m_next < m_words.size()) {
        word.value = m_words[m_next++];
    }
    return word;
}

std::optional<std::size_t> OptionWords::command(const std::vector<std::string>& words) {
    OptionWords reader(words);
    while (const auto word = reader.next())
        if (!word->isOption)
            return reader.m_next - 1;
    return std::nullopt;
}

} // namespace faultline

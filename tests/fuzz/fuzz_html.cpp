// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/html_text.h"

#include <algorithm>
#include <cstring>

namespace faultline {

namespace {

/// Gives fewer bytes at a time than it is asked for.
class SlowReader final : public ByteReader {
public:
    SlowReader(std::string_view bytes, std::size_t step) : m_bytes(bytes), m_step(step) {}
    std::uint64_t size() const override { return m_bytes.size(); }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= m_bytes.size())
            return 0;
        const std::size_t count = std::min({into.size(), m_step, m_bytes.size() - static_cast<std::size_t>(offset)});
        std::memcpy(into.data(), m_bytes.data() + offset, count);
        return count;
    }

private:
    std::string_view m_bytes;
    std::size_t m_step;
};

std::string textOf(const ByteReader& page) {
    const auto text = htmlReader(page, {});
    require(text.has_value(), "every page can be read");
    const auto all = readAll(**text, static_cast<std::size_t>((*text)->size()));
    require(all.has_value(), "what was read can be shown");
    return *all;
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const auto step = static_cast<std::size_t>(1 + input.number(100));
    const std::string_view page = input.text();
    (void)isHtml(page);
    const std::string text = textOf(SlowReader(page, 1 << 20));
    require(text.size() <= page.size(), "a page's text is no longer than the page");
    require(textOf(SlowReader(page, step)) == text, "it does not matter where blocks begin");
    if (!page.contains('<') && !page.contains('&'))
        require(text == page, "what has no tags stays as it is");
    return 0;
}

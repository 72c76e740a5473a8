// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/text_form.h"

namespace faultline {

namespace {

/// What reading block by block gives, whatever their size.
std::string readIn(const ByteReader& reader, std::size_t size) {
    std::string text, block(size, '\0');
    for (;;) {
        const auto got = reader.read(text.size(), block);
        require(got.has_value(), "what lies in memory can be read");
        if (*got == 0)
            return text;
        text.append(block, 0, *got);
    }
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const auto blockSize = static_cast<std::size_t>(1 + input.number(300));
    // Far more than a sample: then the middle and the end are looked at too.
    const bool repeated = input.number(15) == 0;
    std::string text(input.text());
    for (std::size_t times = 0; repeated && !text.empty() && times < 17 && text.size() < 3 * textSampleSize; ++times)
        text += text;

    const ByteReaderPointer bytes = memoryReader(text);
    const auto form = textFormOf(*bytes);
    require(form.has_value(), "what lies in memory has a form");
    require(form == textFormOf(*bytes, std::string_view(text).substr(0, textSampleSize)), "it does not matter who read the head");
    if (text.size() < textSampleSize)
        require(*form == textFormOfBytes(text), "a small file is seen as a whole");
    const auto lines = textReader(bytes, *form);
    require(lines.has_value(), "every text can be read");
    const std::string read = readIn(**lines, 1 << 20);
    require(read.size() == (*lines)->size(), "a text is as long as it says");
    if (text.size() < textSampleSize)
        require(readIn(**lines, blockSize) == read, "it does not matter where blocks begin");
    if (form->keepsOffsets()) {
        require(read.size() == text.size(), "offsets in the text are offsets in the file");
        for (std::size_t i = 0; i < read.size(); ++i)
            require(read[i] == text[i] || (read[i] == '\n' && (text[i] == '\0' || text[i] == '\r')), "only ends of lines are put in");
    }
    return 0;
}

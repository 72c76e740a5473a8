// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/encoding.h"

#include <algorithm>

namespace faultline {

namespace {

bool isStrictUtf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto at = [&](std::size_t index) { return static_cast<unsigned>(static_cast<unsigned char>(text[index])); };
        const unsigned first = at(i);
        if (first < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || i + length > text.size())
            return false;
        unsigned point = first & (0xFFU >> (length + 1));
        for (std::size_t j = 1; j < length; ++j) {
            if ((at(i + j) & 0xC0) != 0x80)
                return false;
            point = point << 6 | (at(i + j) & 0x3F);
        }
        constexpr unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
        if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
            return false;
        i += length;
    }
    return true;
}

void check(std::string_view bytes, const Encoding& encoding) {
    const std::string text = toUtf8(bytes, encoding);
    require(isStrictUtf8(text), "what was decoded is UTF-8");
    if (encoding.asciiCompatible) {
        require(std::ranges::count(text, '\n') == std::ranges::count(bytes, '\n'), "decoding keeps the lines");
        if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
            !encoding.name.starts_with("ISO-2022") && !encoding.name.starts_with("HZ"))
            require(text == bytes, "ASCII stands for itself");
    }
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const std::string text(input.text());
    const Encoding encoding = detectEncoding(text);
    require(encoding.markLength <= text.size(), "a byte-order mark is part of the file");
    check(text, encoding);
    if (isStrictUtf8(text) && encoding.asciiCompatible && encoding.markLength == 0)
        require(encoding.name == "UTF-8" && toUtf8(text, encoding) == text, "UTF-8 stays as it is");
    // Lines are decoded one by one where they are shown.
    for (std::size_t start = 0; encoding.asciiCompatible && start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        check(std::string_view(text).substr(start, end - start), encoding);
        start = end + 1;
    }

    const ByteReaderPointer bytes = memoryReader(text);
    const auto reader = utf8Reader(bytes, encoding);
    require(reader.has_value(), "a text whose encoding was detected can be read");
    if (encoding.asciiCompatible) {
        require(*reader == bytes, "an ASCII-compatible text is read as it is");
    } else {
        const auto whole = readAll(**reader, 16 << 20);
        require(whole && *whole == toUtf8(std::string_view(text).substr(encoding.markLength), encoding),
                "a text read as a file decodes as it does at once");
    }

    // Files are also shown in encodings that a person chose, right or wrong.
    static constexpr const char* names[] = {"WINDOWS-1252", "WINDOWS-1258", "SHIFT_JIS",  "GB18030",         "BIG5",     "EUC-JP",
                                            "EUC-KR",       "KOI8-R",       "ISO-8859-8", "IBM866",          "UTF-16LE", "UTF-16BE",
                                            "UTF-32LE",     "UTF-32BE",     "ASCII",      "no such encoding"};
    const std::string name = names[input.number(std::size(names) - 1)];
    const bool wide = name.starts_with("UTF-");
    check(input.text(), {name, 0, !wide});
    return 0;
}

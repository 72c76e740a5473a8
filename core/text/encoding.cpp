// SPDX-License-Identifier: MIT
#include "text/encoding.h"

#include "text/byte_search.h"
#include "text/spool.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include <iconv.h>
#include <uchardet.h>

namespace faultline {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Length of the valid UTF-8 sequence at the start of `bytes`; 0 if there is none. Overlong forms and surrogates are not valid.
std::size_t utf8SequenceLength(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const auto follows = [&](std::size_t i) { return i < bytes.size() && (at(i) & 0xC0) == 0x80; };
    const unsigned char first = at(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!follows(1) || !follows(2) || (first == 0xE0 && at(1) < 0xA0) || (first == 0xED && at(1) > 0x9F))
            return 0;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!follows(1) || !follows(2) || !follows(3) || (first == 0xF0 && at(1) < 0x90) || (first == 0xF4 && at(1) > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

/// Whether `bytes` are the first of a longer sequence and nothing else.
bool isCutSequence(std::string_view bytes) {
    const auto first = static_cast<unsigned char>(bytes.front());
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    return first >= 0xC2 && first <= 0xF4 && bytes.size() < length &&
           std::ranges::all_of(bytes.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
}

struct Utf8Count {
    std::size_t valid = 0, invalid = 0; ///< sequences of several bytes, bytes that belong to none
};

Utf8Count countUtf8(std::string_view bytes) {
    Utf8Count count;
    for (std::size_t i = 0; i < bytes.size();) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
        } else if (const std::size_t length = utf8SequenceLength(bytes.substr(i)); length > 0) {
            ++count.valid;
            i += length;
        } else if (isCutSequence(bytes.substr(i))) {
            break;
        } else {
            ++count.invalid;
            ++i;
        }
    }
    return count;
}

std::string replaceInvalidUtf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::size_t length = utf8SequenceLength(bytes.substr(i));
        if (length == 0) {
            text += replacement;
            ++i;
        } else {
            text.append(bytes, i, length);
            i += length;
        }
    }
    return text;
}

class Converter {
public:
    explicit Converter(const std::string& from) : m_handle(::iconv_open("UTF-8", from.c_str())) {}
    ~Converter() {
        if (valid())
            ::iconv_close(m_handle);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    [[nodiscard]] bool valid() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// Converts all it can of `bytes` and returns how many were used; the rest is an incomplete sequence. Invalid ones become U+FFFD.
    std::size_t convert(std::string_view bytes, std::string& into, std::size_t unit) {
        std::array<char, 16384> buffer;
        char* in = const_cast<char*>(bytes.data());
        std::size_t left = bytes.size();
        while (left > 0) {
            char* out = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t result = ::iconv(m_handle, &in, &left, &out, &room);
            const int error = errno;
            into.append(buffer.data(), buffer.size() - room);
            if (result != static_cast<std::size_t>(-1))
                continue;
            if (error == EILSEQ) {
                into += replacement;
                const std::size_t skip = std::min(unit, left);
                in += skip;
                left -= skip;
                ::iconv(m_handle, nullptr, nullptr, nullptr, nullptr);
            } else if (error == EINVAL) {
                break;
            }
        }
        return bytes.size() - left;
    }

private:
    iconv_t m_handle;
};

std::size_t unitOf(const Encoding& encoding) {
    if (encoding.name.starts_with("UTF-16"))
        return 2;
    return encoding.name.starts_with("UTF-32") ? 4 : 1;
}

/// UTF-16 text without a mark shows as NUL bytes at all odd (or all even) places.
std::string_view utf16WithoutMark(std::string_view bytes) {
    if (bytes.size() < 32)
        return {};
    std::size_t evenZeros = 0, oddZeros = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        if (bytes[i] == 0)
            ++(i % 2 == 0 ? evenZeros : oddZeros);
    const std::size_t half = bytes.size() / 2;
    if (oddZeros > half * 9 / 10 && evenZeros < half / 20)
        return "UTF-16LE";
    if (evenZeros > half * 9 / 10 && oddZeros < half / 20)
        return "UTF-16BE";
    return {};
}

/// Whether what stands behind a byte-order mark is what the mark says: the two bytes also begin files of other kinds.
bool isPlausible(std::string_view bytes, const Encoding& encoding) {
    bytes = bytes.substr(encoding.markLength, 4096);
    const std::size_t unit = unitOf(encoding);
    const bool bigEndian = encoding.name.ends_with("BE");
    std::size_t units = 0, wrong = 0, plain = 0;
    bool highBefore = false;
    for (std::size_t i = 0; i + unit <= bytes.size(); i += unit, ++units) {
        std::uint32_t value = 0;
        for (std::size_t k = 0; k < unit; ++k) {
            const auto byte = static_cast<unsigned char>(bytes[i + (bigEndian ? k : unit - 1 - k)]);
            value = value << 8 | byte;
            plain += (byte >= ' ' && byte <= '~') || byte == '\n' || byte == '\r' || byte == '\t' ? 1 : 0;
        }
        const bool control = value < 0x20 && !(value >= 0x07 && value <= 0x0d) && value != 0x1b;
        const bool high = value >= 0xd800 && value <= 0xdbff, low = value >= 0xdc00 && value <= 0xdfff;
        const bool half = unit == 2 ? highBefore != low : high || low;
        wrong += control || half || value > 0x10ffff || (value & 0xfffe) == 0xfffe ? 1 : 0;
        highBefore = high;
    }
    // Latin text has NULs between its letters, other text has other bytes: only text of single bytes is plain throughout.
    return wrong <= 1 + units / 20 && (units < 4 || plain * 10 < units * unit * 9);
}

/// What is written as ISO 8859-1 is Windows-1252 at least, which has letters and signs where the other has control characters nobody writes. A guess that cannot
/// decode what it was made from gives way to it as well, if that can.
std::string checkedGuess(const std::string& name, std::string_view bytes) {
    static const std::string western = "WINDOWS-1252";
    const auto decodes = [&](const std::string& encoding) {
        std::string text;
        (void)Converter(encoding).convert(bytes, text, 1); // the last character may be cut
        std::size_t wrong = 0;
        for (std::size_t at = text.find(replacement); at != std::string::npos; at = text.find(replacement, at + 1))
            ++wrong;
        return wrong * 50 <= static_cast<std::size_t>(std::ranges::count_if(bytes, [](char c) { return (c & 0x80) != 0; }));
    };
    return name == "ISO-8859-1" || (!decodes(name) && decodes(western)) ? western : name;
}

} // namespace

bool isUtf8(std::string_view bytes) {
    return isAscii(bytes) || countUtf8(bytes).invalid == 0;
}

bool isWholeUtf8(std::string_view bytes) {
    while (!bytes.empty()) {
        std::size_t ascii = 0;
        for (std::uint64_t eight = 0; ascii + sizeof eight <= bytes.size(); ascii += sizeof eight) {
            std::memcpy(&eight, bytes.data() + ascii, sizeof eight);
            if ((eight & 0x8080808080808080) != 0)
                break;
        }
        while (ascii < bytes.size() && static_cast<unsigned char>(bytes[ascii]) < 0x80)
            ++ascii;
        bytes.remove_prefix(ascii);
        const std::size_t length = bytes.empty() ? 0 : utf8SequenceLength(bytes);
        if (!bytes.empty() && length == 0)
            return false;
        bytes.remove_prefix(length);
    }
    return true;
}

Encoding detectEncoding(std::string_view firstBytes) {
    using namespace std::string_view_literals;
    if (firstBytes.starts_with("\xEF\xBB\xBF"sv))
        return {"UTF-8", 3, true};
    static const std::array<std::pair<std::string_view, Encoding>, 4> marks{{{"\xFF\xFE\0\0"sv, {"UTF-32LE", 4, false}},
                                                                             {"\0\0\xFE\xFF"sv, {"UTF-32BE", 4, false}},
                                                                             {"\xFF\xFE"sv, {"UTF-16LE", 2, false}},
                                                                             {"\xFE\xFF"sv, {"UTF-16BE", 2, false}}}};
    for (const auto& [mark, encoding] : marks)
        if (firstBytes.starts_with(mark) && isPlausible(firstBytes, encoding))
            return encoding;
    if (isAscii(firstBytes) && !firstBytes.contains('\0')) // nearly every log
        return {};
    if (const std::string_view name = utf16WithoutMark(firstBytes); !name.empty())
        return {std::string(name), 0, false};
    // A few stray bytes, as a line cut by a crash has them, do not make another encoding of UTF-8.
    if (const Utf8Count count = countUtf8(firstBytes); count.invalid * 4 <= count.valid)
        return {};

    Encoding encoding;
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    if (detector && uchardet_handle_data(detector.get(), firstBytes.data(), firstBytes.size()) == 0) {
        uchardet_data_end(detector.get());
        const std::string name = uchardet_get_charset(detector.get());
        // A guess of a multi-byte Unicode form without its NULs would garble everything: keep UTF-8 with replacements instead.
        if (!name.empty() && !name.starts_with("UTF-16") && !name.starts_with("UTF-32") && Converter(name).valid())
            encoding.name = checkedGuess(name == "ASCII" ? "UTF-8" : name, firstBytes);
    }
    return encoding;
}

std::string toUtf8(std::string_view bytes, const Encoding& encoding) {
    if (encoding.name == "UTF-8" || encoding.name == "ASCII")
        return isWholeUtf8(bytes) ? std::string(bytes) : replaceInvalidUtf8(bytes);
    Converter converter(encoding.name);
    if (!converter.valid())
        return replaceInvalidUtf8(bytes);
    std::string text;
    const std::size_t used = converter.convert(bytes, text, unitOf(encoding));
    if (used < bytes.size())
        text += replacement;
    return text;
}

Expected<ByteReaderPointer> utf8Reader(ByteReaderPointer reader, const Encoding& encoding, const std::stop_token& stop) {
    if (encoding.asciiCompatible)
        return reader;
    Converter converter(encoding.name);
    if (!converter.valid())
        return std::unexpected(
            Message::error("The text's encoding is not known here", encoding.name, "Convert the file to UTF-8 and open it again"));

    std::string carried;
    return convertedReader(*reader, encoding.markLength, stop, [&](std::string_view block, bool last) {
        if (last && !carried.empty())
            return std::string(replacement);
        std::string text;
        carried += block;
        carried.erase(0, converter.convert(carried, text, unitOf(encoding)));
        return text;
    });
}

} // namespace faultline

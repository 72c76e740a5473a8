// SPDX-License-Identifier: MIT
#include "text/encoding.h"

#include "text/temporary_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <vector>

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

/// Valid UTF-8, where a sequence cut off at the very end is allowed.
bool looksLikeUtf8(std::string_view bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        if (static_cast<unsigned char>(bytes[i]) < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = utf8SequenceLength(bytes.substr(i));
        if (length == 0)
            return isCutSequence(bytes.substr(i));
        i += length;
    }
    return true;
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

} // namespace

Encoding detectEncoding(std::string_view firstBytes) {
    using namespace std::string_view_literals;
    if (firstBytes.starts_with("\xEF\xBB\xBF"sv))
        return {"UTF-8", 3, true};
    if (firstBytes.starts_with("\xFF\xFE\0\0"sv))
        return {"UTF-32LE", 4, false};
    if (firstBytes.starts_with("\0\0\xFE\xFF"sv))
        return {"UTF-32BE", 4, false};
    if (firstBytes.starts_with("\xFF\xFE"sv))
        return {"UTF-16LE", 2, false};
    if (firstBytes.starts_with("\xFE\xFF"sv))
        return {"UTF-16BE", 2, false};
    if (const std::string_view name = utf16WithoutMark(firstBytes); !name.empty())
        return {std::string(name), 0, false};
    if (looksLikeUtf8(firstBytes))
        return {};

    Encoding encoding;
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    if (detector && uchardet_handle_data(detector.get(), firstBytes.data(), firstBytes.size()) == 0) {
        uchardet_data_end(detector.get());
        const std::string name = uchardet_get_charset(detector.get());
        // A guess of a multi-byte Unicode form without its NULs would garble everything: keep UTF-8 with replacements instead.
        if (!name.empty() && !name.starts_with("UTF-16") && !name.starts_with("UTF-32") && Converter(name).valid())
            encoding.name = name == "ASCII" ? "UTF-8" : name;
    }
    return encoding;
}

std::string toUtf8(std::string_view bytes, const Encoding& encoding) {
    if (encoding.name == "UTF-8" || encoding.name == "ASCII")
        return looksLikeUtf8(bytes) && (bytes.empty() || static_cast<unsigned char>(bytes.back()) < 0x80) ? std::string(bytes)
                                                                                                          : replaceInvalidUtf8(bytes);
    Converter converter(encoding.name);
    if (!converter.valid())
        return replaceInvalidUtf8(bytes);
    std::string text;
    const std::size_t used = converter.convert(bytes, text, unitOf(encoding));
    if (used < bytes.size())
        text += replacement;
    return text;
}

Expected<ByteReaderPointer> utf8Reader(ByteReaderPointer reader, const Encoding& encoding) {
    if (encoding.asciiCompatible)
        return reader;
    Converter converter(encoding.name);
    if (!converter.valid())
        return std::unexpected(
            Message::error("The text's encoding is not known here", encoding.name, "Convert the file to UTF-8 and open it again"));

    constexpr std::size_t blockSize = 1 << 20;
    constexpr std::size_t memoryLimit = 8 << 20;
    std::string block(blockSize, '\0');
    std::string carried, text;
    std::shared_ptr<TemporaryFile> file;
    std::uint64_t offset = encoding.markLength;
    for (;;) {
        auto got = reader->read(offset, block);
        if (!got)
            return std::unexpected(std::move(got.error()));
        if (*got == 0)
            break;
        offset += *got;
        carried.append(block, 0, *got);
        const std::size_t used = converter.convert(carried, text, unitOf(encoding));
        carried.erase(0, used);
        if (text.size() > memoryLimit) {
            if (!file) {
                auto created = TemporaryFile::create();
                if (!created)
                    return std::unexpected(std::move(created.error()));
                file = std::move(*created);
            }
            if (auto written = file->append(text); !written)
                return std::unexpected(std::move(written.error()));
            text.clear();
        }
    }
    if (!carried.empty())
        text += replacement;
    if (!file)
        return memoryReader(std::move(text));
    if (auto written = file->append(text); !written)
        return std::unexpected(std::move(written.error()));
    return file->slice(0, file->size());
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "text/text_form.h"

#include "text/html_text.h"
#include "text/line_end_reader.h"
#include "text/mixed_text.h"
#include "text/packing.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

namespace {

/// Of all bytes that count, so many in a hundred may be no text before a sample is called binary. Random bytes have 10.
constexpr std::size_t noiseLimit = 6;

/// What one sample shows.
struct Sample {
    std::size_t text = 0;  ///< bytes that a text could hold
    std::size_t noise = 0; ///< control characters and single NULs
    std::size_t wide = 0;  ///< bytes in stretches of UTF-16
    bool nulRuns = false;

    [[nodiscard]] bool empty() const { return text + noise + wide == 0; }
    [[nodiscard]] bool isText() const { return !empty() && noise * 100 <= (text + noise + wide) * noiseLimit; }
};

bool isNoise(char c) {
    const auto byte = static_cast<unsigned char>(c);
    // Tab, line ends, form feed, backspace and bell of progress bars, and escape sequences belong to logs.
    return byte == 0x7f || (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte != 0x1b);
}

Sample look(std::string_view bytes) {
    Sample sample;
    if (!bytes.contains('\0')) {
        sample.noise = isUtf8(bytes) ? 0 : static_cast<std::size_t>(std::ranges::count_if(bytes, isNoise));
        sample.text = bytes.size() - sample.noise;
        return sample;
    }
    for (std::size_t i = 0; i < bytes.size();) {
        if (bytes[i] == '\0') {
            const std::size_t end = std::min(bytes.find_first_not_of('\0', i), bytes.size());
            if (end - i >= nulRunLength)
                sample.nulRuns = true;
            else
                sample.noise += end - i;
            i = end;
        } else if (const std::size_t length = wideStretch(bytes.substr(i)); length > 0) {
            sample.wide += length;
            i += length;
        } else {
            ++(isNoise(bytes[i]) ? sample.noise : sample.text);
            ++i;
        }
    }
    return sample;
}

/// Whether carriage returns are the only line ends, and what stands between them are lines: the states of a progress bar differ in their numbers
/// alone.
bool endsLinesWithCarriageReturns(std::string_view bytes) {
    if (bytes.contains('\n') || std::ranges::count(bytes, '\r') < 2)
        return false;
    std::set<std::string> shapes;
    std::size_t lines = 0;
    for (std::size_t start = 0; start < bytes.size() && lines < 200; ++lines) {
        const std::size_t end = std::min(bytes.find('\r', start), bytes.size());
        std::string shape;
        for (const char c : bytes.substr(start, std::min<std::size_t>(end - start, 200)))
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
                shape += c;
        shapes.insert(std::move(shape));
        start = end + 1;
    }
    return shapes.size() * 2 > lines;
}

TextForm formOf(const std::vector<std::string_view>& parts) {
    TextForm form;
    switch (packingOf(parts.front())) {
    case Packing::None: break;
    case Packing::Stream: form.notText = "compressed data; open this file by itself"; return form;
    case Packing::Archive: form.notText = "an archive within the job; open it by itself"; return form;
    }
    std::vector<Sample> samples;
    for (const std::string_view part : parts)
        samples.push_back(look(part));

    // A hole at the start says nothing about the text behind it.
    std::size_t first = 0;
    while (first + 1 < samples.size() && samples[first].empty())
        ++first;
    form.encoding = detectEncoding(parts[first]);
    if (first > 0)
        form.encoding.markLength = 0;

    std::size_t text = 0, wide = 0, texts = 0, binaries = 0;
    for (const Sample& sample : samples) {
        text += sample.text;
        wide += sample.wide;
        form.nulRuns |= sample.nulRuns;
        if (sample.isText())
            ++texts;
        else if (!sample.empty())
            ++binaries;
    }
    if (!form.encoding.asciiCompatible) {
        // What is appended to UTF-16 by a program that writes UTF-8.
        form.mixed = form.encoding.name == "UTF-16LE" && samples.back().text > samples.back().wide + textSampleSize / 64;
        return form;
    }
    if (texts + binaries == 0 && form.nulRuns)
        form.notText = "nothing but NUL bytes, as a crash or a full disk leaves them";
    else if (texts < binaries || (texts == binaries && binaries > 0 && !samples[first].isText()))
        form.notText = "binary data, not a log";
    if (!form.notText.empty())
        return form;
    form.mixed = wide > 0;
    form.html = !form.mixed && isHtml(parts[first]);
    form.carriageReturnsOnly = std::ranges::none_of(parts, [](std::string_view part) { return part.contains('\n'); }) &&
                               endsLinesWithCarriageReturns(parts[first]);
    return form;
}

} // namespace

Expected<TextForm> textFormOf(const ByteReader& reader, std::string_view head) {
    std::string read;
    if (head.empty()) {
        read.resize(textSampleSize);
        const auto got = reader.read(0, read);
        if (!got)
            return std::unexpected(got.error());
        read.resize(*got);
        head = read;
    }
    head = head.substr(0, textSampleSize);
    // To know the end of a compressed file, all of it would have to be unpacked first.
    if (head.size() < textSampleSize || reader.unpacks()) {
        TextForm form = formOf({head});
        form.unpacked = reader.unpacks();
        return form;
    }

    const std::uint64_t size = reader.size();
    std::vector<std::string> more;
    std::uint64_t behind = textSampleSize; // no byte has a say twice
    for (const std::uint64_t middle : {size / 2, size}) {
        const std::uint64_t begin = std::max(middle - std::min<std::uint64_t>(middle, textSampleSize), behind);
        std::string part(static_cast<std::size_t>(size > begin ? std::min<std::uint64_t>(textSampleSize, size - begin) : 0), '\0');
        // Reading that fails here fails again where the lines are read, and is told there.
        const auto got = reader.read(begin, part);
        part.resize(got ? *got : 0);
        behind = begin + part.size();
        if (!part.empty())
            more.push_back(std::move(part));
    }
    std::vector<std::string_view> parts{head};
    parts.insert(parts.end(), more.begin(), more.end());
    return formOf(parts);
}

TextForm textFormOfBytes(std::string_view bytes) {
    return formOf({bytes});
}

Expected<ByteReaderPointer> textReader(ByteReaderPointer reader, const TextForm& form, const std::stop_token& stop) {
    if (form.mixed)
        return mixedReader(*reader, form.encoding.markLength, !form.encoding.asciiCompatible, stop);
    if (!form.encoding.asciiCompatible)
        return utf8Reader(std::move(reader), form.encoding, stop);
    if (form.html)
        return htmlReader(*reader, form.encoding, stop);
    if (form.nulRuns || form.carriageReturnsOnly)
        return lineEndReader(std::move(reader), {form.nulRuns, form.carriageReturnsOnly});
    return reader;
}

} // namespace faultline

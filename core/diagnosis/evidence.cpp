// SPDX-License-Identifier: MIT
#include "diagnosis/evidence.h"

#include "scan/traceback.h"
#include "text/line_prefix.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace faultline {

Place RunEvidence::placeAt(std::size_t index, LineNumber line, std::string text, std::optional<LogTime> time,
                           std::optional<std::uint64_t> offset) const {
    const JobFile& source = job.files[index];
    return {index, source.path, line, std::move(text), source.node, source.process, time, offset};
}

const JudgedTraceback* RunEvidence::judgementOf(std::size_t fileIndex, std::size_t traceback) const {
    const auto found = std::ranges::find_if(
        tracebacks, [&](const JudgedTraceback& judged) { return judged.file == fileIndex && judged.index == traceback; });
    return found == tracebacks.end() ? nullptr : &*found;
}

void orderPlaces(const RunEvidence& evidence, std::vector<Place>& places) {
    std::ranges::stable_sort(places, [&](const Place& a, const Place& b) {
        const int x = evidence.roleOf(a.file).authority, y = evidence.roleOf(b.file).authority;
        if (x != y)
            return x > y;
        if (a.time && b.time && *a.time != *b.time)
            return *a.time < *b.time;
        return a.file != b.file ? a.file < b.file : a.line < b.line;
    });
}

void removeRepeatedPlaces(std::vector<Place>& places) {
    std::set<std::pair<std::size_t, std::uint64_t>> known;
    std::erase_if(places, [&](const Place& place) { return !known.insert({place.file, place.line.index()}).second; });
}

void setOwnTime(Place& place) {
    if (const auto time = readLinePrefix(place.text).time)
        place.time = time;
}

bool isGoodExit(const RaisedException& exception) {
    return exception.type == "SystemExit" && (exception.message.empty() || exception.message == "0" || exception.message == "None");
}

namespace {

/// Words of any script: letters of Latin, and runs of other letters, which are two bytes or more in UTF-8. Punctuation, arrows and boxes are none.
std::size_t wordsIn(std::string_view text) {
    std::size_t words = 0;
    bool within = false;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        // E2 leads U+2000 to U+2FFF: punctuation and symbols.
        const bool letter = byte < 0x80 ? std::isalnum(byte) != 0 : byte >= 0xc3 && byte != 0xe2;
        const bool rest = (byte & 0xc0U) == 0x80;
        // Scripts from E3 on (Japanese, Chinese, Korean) write no blanks between words.
        words += letter && (!within || byte >= 0xe3) ? 1 : 0;
        within = letter || (within && (rest || byte == '_' || byte == '\''));
    }
    return words;
}

struct JsonPart {
    std::string_view name, value; ///< the value without quotes; empty where a structure begins
};

/// A line of JSON drawn over several: `"message": "It is closed.",`.
std::optional<JsonPart> readJsonPart(std::string_view line) {
    const std::size_t end = line.starts_with('"') ? line.find("\":", 1) : std::string_view::npos;
    if (end == std::string_view::npos || line.substr(1, end - 1).contains('"'))
        return std::nullopt;
    std::string_view value = line.substr(end + 2);
    const auto cut = [&value](std::string_view off) {
        value.remove_prefix(std::min(value.find_first_not_of(off), value.size()));
        value = value.substr(0, value.find_last_not_of(off) + 1);
    };
    cut(" \t\r,");
    if (value.starts_with('{') || value.starts_with('['))
        value = {};
    cut("\"");
    return JsonPart{line.substr(1, end - 1), value};
}

/// `Error Code: ScriptExecution.StreamAccess.Validation`: a name and one word.
bool isCode(std::string_view line) {
    const std::size_t colon = line.find(": ");
    return colon != std::string_view::npos && !line.substr(colon + 2).contains(' ');
}

} // namespace

std::string tellingMessage(const RaisedException& exception) {
    constexpr std::size_t limit = 400;
    constexpr std::size_t enough = 60; ///< bytes after which a sentence needs no more
    const std::string shortType = exception.type.substr(exception.type.rfind('.') + 1);
    std::string_view text = exception.message;
    std::string told;
    std::string_view structure; ///< its first part, told where nothing else can be
    bool sentence = false;
    for (std::size_t lines = 0; !text.empty() && lines < 12; ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with("Message:"))
            line.remove_prefix(8);
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        // `UserScriptException: UserScriptException:` says nothing; its next line does.
        const bool repeats = line.starts_with(shortType) && line.find_first_not_of(": \r", shortType.size()) == std::string_view::npos;
        if (const auto part = readJsonPart(line)) {
            // Of a structure that is drawn over several lines only its sentences tell.
            if (wordsIn(part->value) < 4) {
                if (structure.empty())
                    structure = line;
                continue;
            }
            line = part->value;
        }
        const std::size_t words = wordsIn(line);
        if (repeats || words == 0)
            continue;
        const bool joins = told.empty() || told.ends_with(':') || told.ends_with('.') || told.ends_with(',') || told.ends_with(';');
        if (!told.empty() && told.size() + line.size() > limit && sentence)
            break;
        told += (told.empty() ? "" : joins ? " " : "; ") + std::string(line);
        // A heading goes on, and so does a code: `Error Code: A.B.C` and a few words do not say yet what happened.
        sentence |= words >= 4 && !isCode(line);
        if ((sentence && !told.ends_with(':') && told.size() >= enough) || told.size() > limit)
            break;
    }
    if (told.empty())
        told = structure;
    if (told.size() > limit) {
        // What was wrong stands at the end as often as at the beginning: a long path or value in between tells least.
        std::size_t head = 260, tail = told.size() - 130;
        while (head > 0 && (static_cast<unsigned char>(told[head]) & 0xc0U) == 0x80)
            --head;
        while (tail < told.size() && (static_cast<unsigned char>(told[tail]) & 0xc0U) == 0x80)
            ++tail;
        told = told.substr(0, head) + " … " + told.substr(tail);
    }
    return told;
}

std::string tellingLine(std::string_view line) {
    line.remove_prefix(std::min(readLinePrefix(line).messageOffset, line.size()));
    // `run_lifecycler:execute{run_id=a}: lifecycle::lifecycle: `: where a program written in Rust was.
    for (;;) {
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        const std::size_t end = line.find(": ");
        const std::string_view span = line.substr(0, std::min(end, line.size()));
        if (end == std::string_view::npos || !(span.contains(':') || span.contains('{')) || span.contains(' ') || span.contains("://"))
            break;
        line.remove_prefix(end + 2);
    }
    RaisedException said;
    const auto part = readJsonPart(line);
    said.message = part && wordsIn(part->value) > 0 ? unescaped(part->value) : std::string(line);
    const std::string told = tellingMessage(said);
    return told.empty() ? std::string(line) : told;
}

std::string describeChain(const Traceback& traceback, std::size_t exception) {
    const auto& exceptions = traceback.exceptions;
    const auto described = [&](std::size_t index) {
        const RaisedException& raised = exceptions[index];
        std::string message = tellingMessage(raised);
        // What repeats the message of the exception that is spoken of tells nothing new.
        constexpr std::size_t limit = 160;
        if (message.size() > limit || (!exceptions[exception].message.empty() && message.contains(exceptions[exception].message)))
            message.clear();
        const Frame* const frame = traceback.userFrameOf(index);
        return raised.type + (message.empty() ? "" : ": " + message) + (frame ? " (" + describeFrame(*frame) + ")" : "");
    };
    std::string text;
    if (const std::size_t members = traceback.roots().size(); members > 1)
        text += ", one of " + std::to_string(members) + " exceptions of a group";
    if (exception > 0 && exceptions[exception - 1].toNext == ChainLink::Handled)
        text += ", raised while " + described(exception - 1) + " was handled";
    std::size_t end = exception;
    while (end + 1 < exceptions.size() && exceptions[end].toNext == ChainLink::Cause)
        ++end;
    if (end != exception)
        text += ", which led to " + described(end);
    return text;
}

std::string describeFrame(const Frame& frame) {
    const std::string name = frame.file.substr(frame.file.find_last_of("/\\") + 1);
    return name + ", line " + std::to_string(frame.sourceLine) + (frame.function.empty() ? "" : ", in " + frame.function);
}

} // namespace faultline

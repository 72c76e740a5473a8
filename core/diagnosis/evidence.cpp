// SPDX-License-Identifier: MIT
#include "diagnosis/evidence.h"

#include "diagnosis/telling_text.h"
#include "text/line_prefix.h"

#include <algorithm>

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

std::string describeChain(const Traceback& traceback, std::size_t exception) {
    const auto& exceptions = traceback.exceptions;
    const auto described = [&](std::size_t index) {
        const RaisedException& raised = exceptions[index];
        std::string message = tellingText(raised.message, raised.type);
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

// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "scan/traceback.h"

#include <algorithm>

namespace faultline {

namespace {

const Layouts& layouts() {
    static const Layouts layouts = [] {
        Layouts made;
        require(made.add(packFile("layouts.yaml"), "layouts.yaml").empty(), "the layouts of the pack are sound");
        made.compile();
        return made;
    }();
    return layouts;
}

constexpr std::uint64_t offset = 1000;
constexpr std::uint64_t firstLine = 50;

void check(const Traceback& traceback, std::string_view text) {
    const auto feeds = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    const auto isInside = [&](LineNumber line) { return line.index() <= firstLine + feeds; };
    require(!traceback.exceptions.empty(), "a traceback has an exception");
    require(traceback.line <= traceback.lastLine && isInside(traceback.lastLine), "a traceback lies within the text");
    require(traceback.introduction.size() <= 300, "the introduction is bounded");
    for (const RaisedException& exception : traceback.exceptions) {
        require(!exception.type.empty(), "an exception has a type");
        require(exception.message.size() <= 4096, "a message is cut to 4 KB");
        require(traceback.line <= exception.line && exception.line <= traceback.lastLine, "an exception lies within its traceback");
        require(exception.offset >= offset && exception.offset <= offset + text.size(), "an exception's offset lies within the text");
        for (const Frame& frame : exception.frames)
            require(traceback.line <= frame.line && frame.line <= traceback.lastLine, "a frame lies within its traceback");
    }
    require(traceback.root() && traceback.last(), "a traceback has a first and a last exception");
    if (const Frame* const frame = traceback.userFrame())
        require(!frame->runtime, "the user's frame is none of the runtime");
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string_view text = FuzzInput(data, size).text();

    // As the scanner does: a traceback is read from the line on that holds the words.
    const std::size_t words = text.find(tracebackWords);
    const std::size_t feed = words == std::string_view::npos || words == 0 ? std::string_view::npos : text.rfind('\n', words - 1);
    const std::string_view fromHead = text.substr(feed == std::string_view::npos ? 0 : feed + 1);
    if (const auto traceback = readTraceback(fromHead, offset, LineNumber(firstLine), layouts())) {
        check(*traceback, fromHead);
        require(traceback->line == LineNumber(firstLine) && traceback->offset == offset, "a traceback begins where its head does");
    }

    const auto feeds = static_cast<std::uint64_t>(std::ranges::count(text, '\n'));
    const std::size_t lastFeed = text.ends_with('\n') ? text.rfind('\n', text.size() - 2) : text.rfind('\n');
    const std::uint64_t lastOffset = offset + (lastFeed == std::string_view::npos ? 0 : lastFeed + 1);
    const std::uint64_t lastLine = firstLine + feeds - (text.ends_with('\n') ? 1 : 0);
    if (const auto error = readSyntaxError(text, lastOffset, LineNumber(lastLine), layouts()))
        check(*error, text);

    if (const auto raised = readExceptionLine(text)) {
        require(!raised->type.empty() && text.contains(raised->type), "a type is part of its line");
        require(text.contains(raised->message), "a message is part of its line");
    }
    require(unescaped(text).size() <= text.size(), "unescaping makes no text longer");
    return 0;
}

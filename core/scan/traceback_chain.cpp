// SPDX-License-Identifier: MIT
#include "scan/traceback_chain.h"

#include <algorithm>
#include <ranges>

namespace faultline {

namespace {

bool isImportError(const RaisedException& exception) {
    return exception.type.ends_with("ImportError") || exception.type.ends_with("ModuleNotFoundError");
}

} // namespace

std::optional<ChainLink> readChainMark(std::string_view text) {
    if (text.contains("During handling of the above exception, another exception occurred"))
        return ChainLink::Handled;
    if (text.contains("The above exception was the direct cause of the following exception"))
        return ChainLink::Cause;
    return std::nullopt;
}

bool isGroup(const RaisedException& exception) {
    return exception.type.ends_with("Group");
}

ChainLink linkDuringHandling(const RaisedException& first, const RaisedException& next) {
    if (next.type == "SystemExit" || first.frames.empty() || (first.message.size() >= 6 && next.message.contains(first.message)))
        return ChainLink::Cause;
    // Of two imports the second was the way out, unless it is a plain complaint about the first.
    if (isImportError(first) && isImportError(next) && !next.frames.empty())
        return next.frames.back().code.contains("raise") ? ChainLink::Cause : ChainLink::Handled;
    // An exception's frames begin where it was caught.
    const Frame& caught = first.frames.front();
    const auto isThere = [&](const Frame& frame) { return frame.file == caught.file && frame.function == caught.function; };
    const auto handler = std::ranges::find_last_if(next.frames, isThere);
    if (handler.empty())
        return ChainLink::Cause;
    const std::string_view code = handler.front().code;
    const bool raises = code.contains("raise") || code.contains("exit(");
    // A name that is not bound or a value that does not fit, right there or in a library that is called from there, is for want of what failed.
    constexpr std::string_view wants[] = {"NameError", "UnboundLocalError", "AttributeError", "TypeError"};
    const bool slips = std::ranges::all_of(handler | std::views::drop(1), &Frame::runtime);
    const bool wanting = slips && std::ranges::contains(wants, std::string_view(next.type));
    const bool leaves = std::ranges::any_of(handler, [](const Frame& frame) { return frame.function.ends_with("exit__"); });
    const bool unknown = (code.empty() || code == "?") && handler.size() == 1;
    return raises || wanting || leaves || unknown || handler.front().runtime ? ChainLink::Cause : ChainLink::Handled;
}

std::size_t Traceback::consequenceOf(std::size_t exception) const {
    std::size_t next = exception + 1;
    if (exception < exceptions.size() && exceptions[exception].toNext == ChainLink::Member)
        while (next < exceptions.size() && !isGroup(exceptions[next]))
            ++next;
    return next;
}

const Frame* Traceback::userFrameOf(std::size_t exception) const {
    const auto innermost = [](const RaisedException& raised) -> const Frame* {
        for (auto frame = raised.frames.rbegin(); frame != raised.frames.rend(); ++frame)
            if (!frame->runtime)
                return &*frame;
        return nullptr;
    };
    // Its own frames begin where it was caught: those of the exceptions that came of it show who had called that.
    for (std::size_t i = exception; i < exceptions.size(); i = consequenceOf(i))
        if (const Frame* const frame = innermost(exceptions[i]))
            return frame;
    for (std::size_t i = std::min(exception, exceptions.size()); i-- > 0;)
        if (const Frame* const frame = innermost(exceptions[i]))
            return frame;
    return nullptr;
}

const Frame* Traceback::userFrame() const {
    const auto first = roots();
    return first.empty() ? nullptr : userFrameOf(first.front());
}

std::vector<std::size_t> Traceback::roots() const {
    std::vector<std::size_t> roots;
    std::size_t start = 0;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const bool ends = i + 1 == exceptions.size();
        if (!ends && exceptions[i].toNext == ChainLink::Cause)
            continue;
        if (!ends && exceptions[i].toNext == ChainLink::Handled) {
            if (isGroup(exceptions[start]))
                roots.clear();
        } else if (roots.empty() || (!ends && !isGroup(exceptions[start]))) {
            roots.push_back(start); // a group tells nothing beside its members
        }
        start = i + 1;
    }
    return roots;
}

const RaisedException* Traceback::root() const {
    const auto first = roots();
    return first.empty() ? nullptr : &exceptions[first.front()];
}

bool Traceback::wasHandled(std::size_t exception) const {
    for (std::size_t i = exception; i + 1 < exceptions.size(); i = consequenceOf(i))
        if (exceptions[i].toNext == ChainLink::Handled)
            return true;
    return false;
}

std::size_t Traceback::exceptionAt(LineNumber at) const {
    std::size_t best = 0;
    LineNumber bestBegin(0);
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const LineNumber begin = exceptions[i].frames.empty() ? exceptions[i].line : exceptions[i].frames.front().line;
        if (begin <= at && begin >= bestBegin) {
            best = i;
            bestBegin = begin;
        }
    }
    return best;
}

bool Traceback::reachesModule() const {
    return std::ranges::any_of(exceptions, [](const RaisedException& exception) {
        return !exception.frames.empty() && exception.frames.front().function == "<module>";
    });
}

} // namespace faultline

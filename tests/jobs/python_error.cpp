// SPDX-License-Identifier: MIT
#include "python_error.h"

#include <format>

namespace faultline::tests {

namespace {

std::string frameLines(const PythonFrame& frame, const std::string& folder) {
    std::string text = std::format("  File \"{}{}\", line {}, in {}\n", folder, frame.file, frame.line, frame.function);
    if (!frame.code.empty()) {
        text += std::format("    {}\n", frame.code);
    }
    return text;
}

} // namespace

std::string traceback(const PythonError& error, const std::vector<PythonFrame>& runtime, const std::string& folder) {
    std::string text;
    if (!error.before.empty()) {
        text += error.before;
        text += error.direct ? "\n\nThe above exception was the direct cause of the following exception:\n\n"
                             : "\n\nDuring handling of the above exception, another exception occurred:\n\n";
    }
    text += "Traceback (most recent call last):\n";
    for (const PythonFrame& frame : runtime) {
        text += frameLines(frame, {});
    }
    text += frameLines(error.user, folder);
    for (const PythonFrame& frame : error.libraries) {
        text += frameLines(frame, {});
    }
    return text + exceptionLine(error);
}

std::string exceptionLine(const PythonError& error) {
    return error.message.empty() ? error.type : std::format("{}: {}", error.type, error.message);
}

} // namespace faultline::tests

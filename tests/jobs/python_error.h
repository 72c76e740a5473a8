// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace faultline::tests {

/// One frame of a traceback, as Python prints it.
struct PythonFrame {
    std::string file;
    unsigned line = 1;
    std::string function = "run";
    std::string code;
};

/// An exception that the user's code did not catch.
struct PythonError {
    std::string type = "ValueError";
    std::string message; ///< may be of several lines
    PythonFrame user = {.file = "score.py", .line = 23, .function = "run", .code = "rows.append(score(path))"};
    std::vector<PythonFrame> libraries = {}; ///< below the user's frame, outermost first
    std::string before = {};                 ///< a traceback of another exception that was being handled
    bool direct = false;                     ///< `before` was the direct cause (`raise … from …`)
};

/// The traceback, without a last line's end. `runtime` are frames above the user's; `folder` is put before the user's file.
[[nodiscard]] std::string traceback(const PythonError& error, const std::vector<PythonFrame>& runtime = {}, const std::string& folder = {});

/// The exception's own line or lines: `ValueError: message`.
[[nodiscard]] std::string exceptionLine(const PythonError& error);

} // namespace faultline::tests

// SPDX-License-Identifier: MIT
#include "commands.h"

#include "text/encoding.h"
#include "text/visible_text.h"

#include <cstdio>
#include <cstdlib>

#include <unistd.h>

namespace faultline {

void complain(std::string_view line) {
    const std::string shown = "faultline-cli: " + visibleName(toUtf8(line, {})) + "\n";
    std::fwrite(shown.data(), 1, shown.size(), stderr);
}

void complain(const Message& message) {
    complain(message.toLine());
}

int print(std::string_view text, int status) {
    const std::string shown = visibleText(toUtf8(text, {}));
    if (std::fwrite(shown.data(), 1, shown.size(), stdout) == shown.size() && std::fflush(stdout) == 0)
        return status;
    complain(
        Message::error("It could not be written to the standard output", "", "See that the disk is not full and the reader still runs"));
    return 2;
}

bool wantsColours() {
    const char* const noColour = std::getenv("NO_COLOR");
    return ::isatty(STDOUT_FILENO) != 0 && !(noColour && *noColour);
}

} // namespace faultline

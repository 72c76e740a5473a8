// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "report/redaction.h"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    Redactor::Options options;
    options.privateAddresses = input.number(1) == 1;
    const std::string_view text = input.text();
    Redactor redactor(options);
    const std::string once = redactor(text);
    require(std::ranges::count(once, '\n') == std::ranges::count(text, '\n'), "redaction keeps the lines");
    const auto hidden = redactor.hidden();
    require(!hidden.empty() || once == text, "what was hidden is listed");

    require(redactor(once) == once, "redacting twice changes nothing");
    require(redactor.hidden() == hidden, "what is hidden already is not counted again");
    require(Redactor(options)(text) == once, "the same text is redacted the same way");
    return 0;
}

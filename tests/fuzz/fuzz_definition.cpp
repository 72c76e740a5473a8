// SPDX-License-Identifier: MIT
#include "diagnosis/document.h"
#include "fuzz_input.h"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string text(FuzzInput(data, size).text());
    const std::vector<DocumentValue> values = readDocument(text).values;
    require(values.size() <= 20'000, "a document's values are bounded");
    const auto lines = static_cast<std::uint64_t>(std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; })) + 1;
    for (const DocumentValue& value : values) {
        require(value.path.size() <= 41, "a document's depth is bounded");
        require(value.line.index() < lines, "a value stands on a line of the document");
        require(value.scalar || value.value.empty(), "only scalars have a text");
        std::string key;
        for (const std::string& part : value.path)
            key += (key.empty() ? "" : ".") + part;
        const bool plain = std::ranges::none_of(value.path, [](const std::string& part) { return part.contains('.') || part.empty(); });
        if (plain && !value.path.empty())
            require(keyMatches(value, key), "a value stands under its own key");
        (void)keyMatches(value, "properties.*.status");
    }
    if (!values.empty() && size > 0)
        (void)keyMatches(values[data[size - 1] % values.size()], std::string_view(text).substr(0, 200));
    return 0;
}

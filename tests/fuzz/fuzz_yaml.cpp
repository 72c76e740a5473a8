// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "text/yaml_document.h"
#include "text/yaml_expansion.h"

namespace faultline {

namespace {

struct Walked {
    std::uint64_t values = 0, bytes = 0;
};

void walk(const YamlNode& node, Walked& walked) {
    std::vector<Message> ignored;
    ++walked.values;
    if (node.isScalar())
        walked.bytes += node.text(ignored).size();
    for (const auto& [key, child] : node.pairs()) {
        ++walked.values;
        walked.bytes += key.size();
        walk(child, walked);
    }
    for (const YamlNode& item : node.items())
        walk(item, walked);
    (void)node.line();
}

} // namespace

} // namespace faultline

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    const std::string text(FuzzInput(data, size).text());
    std::vector<Message> messages;
    const YamlExpansion expansion = expansionOf(text);
    require(expansion.aliases == 0 || mayHoldAliases(text), "the guess about aliases is on the safe side");

    Walked walked;
    const auto documents = YamlNode::parseAll(text, "a.yaml", messages);
    for (const YamlNode& document : documents)
        walk(document, walked);
    require(walked.values <= expansion.values + documents.size() && walked.bytes <= expansion.bytes,
            "a document is no larger than it was said to be");

    messages.clear();
    Walked own;
    walk(YamlNode::parse(text, "a.yaml", messages), own);
    require(own.bytes <= text.size(), "a file of our own is no larger than its text");
    for (const Message& message : messages)
        require(!message.what.empty() && !message.why.empty(), "what is refused says why");
    return 0;
}

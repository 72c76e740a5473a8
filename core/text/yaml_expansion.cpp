// SPDX-License-Identifier: MIT
#include "text/yaml_expansion.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace faultline {

namespace {

constexpr std::uint64_t most = 1ULL << 62U; // the sum of two still fits

struct Size {
    std::uint64_t values = 0, bytes = 0;

    void add(const Size& other) {
        values = std::min(most, values + other.values);
        bytes = std::min(most, bytes + other.bytes);
    }
};

class Counter final : public YAML::EventHandler {
public:
    explicit Counter(YamlExpansion& expansion) : m_expansion(expansion) {}

    void OnDocumentStart(const YAML::Mark&) override {
        m_anchors.clear();
        m_open.assign(1, {});
    }
    void OnDocumentEnd() override {
        Size whole{m_expansion.values, m_expansion.bytes};
        whole.add(m_open.front().size);
        m_expansion.values = whole.values;
        m_expansion.bytes = whole.bytes;
    }
    void OnNull(const YAML::Mark&, YAML::anchor_t anchor) override { close({anchor, {1, 0}}); }
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
        close({anchor, {1, value.size()}});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        if (m_expansion.aliases++ == 0)
            m_expansion.firstAliasLine = static_cast<std::uint64_t>(mark.line) + 1;
        if (const auto known = m_anchors.find(anchor); known != m_anchors.end())
            m_open.back().size.add(known->second);
        else
            m_expansion.endless = true;
    }
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        m_open.push_back({anchor, {1, 0}});
    }
    void OnSequenceEnd() override { closeLast(); }
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        m_open.push_back({anchor, {1, 0}});
    }
    void OnMapEnd() override { closeLast(); }

private:
    struct Part {
        YAML::anchor_t anchor = YAML::NullAnchor;
        Size size;
    };

    void close(const Part& part) {
        if (part.anchor != YAML::NullAnchor)
            m_anchors[part.anchor] = part.size;
        m_open.back().size.add(part.size);
    }
    void closeLast() {
        const Part part = m_open.back();
        m_open.pop_back();
        close(part);
    }

    YamlExpansion& m_expansion;
    std::map<YAML::anchor_t, Size> m_anchors;
    std::vector<Part> m_open{1}; ///< lists and maps within each other; the document itself first
};

} // namespace

bool mayHoldAliases(std::string_view text) {
    const auto holds = [text](char mark) {
        for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
            if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) > ' ')
                return true;
        return false;
    };
    return holds('*') && holds('&');
}

YamlExpansion expansionOf(const std::string& text) {
    YamlExpansion expansion;
    Counter counter(expansion);
    std::istringstream stream(text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(counter)) {
        }
    } catch (const std::exception&) {
        // Told by whoever parses the text, who gets as far as this.
        counter.OnDocumentEnd();
    }
    return expansion;
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <regex>
#include <string>

#include <nlohmann/json.hpp>

/// Holds a JSON value against a JSON Schema: as much of the language as `faultline-1.schema.json` uses (type, const, enum, anyOf, $ref within the document, properties,
/// required, additionalProperties, items, minimum, pattern). A word that it does not know is a fault of its own, so that no rule is passed over in silence.
class JsonSchema {
public:
    using Json = nlohmann::json;

    explicit JsonSchema(Json schema) : m_root(std::move(schema)) {}

    /// Where and how the value breaks the schema; empty when it does not. With `closed`, keys that the schema does not name are faults.
    [[nodiscard]] std::string fault(const Json& value, bool closed) const { return check(value, m_root, "$", closed); }

private:
    [[nodiscard]] static bool isOfType(const Json& value, const std::string& type) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) || (type == "integer" && value.is_number_integer()) ||
               (type == "number" && value.is_number()) || (type == "boolean" && value.is_boolean()) || (type == "null" && value.is_null());
    }

    [[nodiscard]] std::string check(const Json& value, const Json& schema, const std::string& at, bool closed) const {
        for (const auto& [word, rule] : schema.items())
            if (std::string fault = checkWord(value, schema, word, rule, at, closed); !fault.empty())
                return fault;
        return {};
    }

    [[nodiscard]] std::string checkWord(const Json& value, const Json& schema, const std::string& word, const Json& rule,
                                        const std::string& at, bool closed) const {
        if (word == "$schema" || word == "$defs" || word == "title" || word == "description")
            return {};
        if (word == "$ref")
            return check(value, m_root.at(Json::json_pointer(rule.get<std::string>().substr(1))), at, closed);
        if (word == "const")
            return value == rule ? "" : at + " is not " + rule.dump();
        if (word == "enum") {
            for (const Json& allowed : rule)
                if (value == allowed)
                    return {};
            return at + " is " + value.dump();
        }
        if (word == "anyOf") {
            for (const Json& branch : rule)
                if (check(value, branch, at, closed).empty())
                    return {};
            return at + " fits no branch: " + value.dump();
        }
        if (word == "type") {
            const Json types = rule.is_array() ? rule : Json::array({rule});
            for (const Json& type : types)
                if (isOfType(value, type))
                    return {};
            return at + " is of another type than " + rule.dump() + ": " + value.dump().substr(0, 80);
        }
        if (word == "minimum")
            return value.is_number() && value < rule ? at + " is too small" : "";
        if (word == "pattern")
            return value.is_string() && !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()))
                       ? at + " is written otherwise: " + value.dump()
                       : "";
        if (word == "required") {
            if (value.is_object())
                for (const Json& name : rule)
                    if (!value.contains(name.get<std::string>()))
                        return at + " lacks " + name.dump();
            return {};
        }
        if (word == "items") {
            for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
                if (std::string fault = check(value[i], rule, at + "[" + std::to_string(i) + "]", closed); !fault.empty())
                    return fault;
            return {};
        }
        if (word == "properties" || word == "additionalProperties") {
            if (!value.is_object())
                return {};
            const Json named = schema.value("properties", Json::object());
            for (const auto& [name, child] : value.items()) {
                const bool known = named.contains(name);
                if (word == "properties" && !known && closed && !schema.contains("additionalProperties"))
                    return at + " has the unwritten key " + name;
                if (known != (word == "properties"))
                    continue;
                if (std::string fault = check(child, known ? named[name] : rule, at + "." + name, closed); !fault.empty())
                    return fault;
            }
            return {};
        }
        return "the schema uses " + word + ", which this test does not know";
    }

    Json m_root;
};

// SPDX-License-Identifier: MIT
#include "report/input_groups.h"

#include "text/path_shortening.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace faultline {

namespace {

constexpr std::string_view numberedAs = "mini-batch ";
constexpr std::size_t rangesShown = 8, namesShown = 3;

/// The number of a mini-batch of which nothing else is known.
std::optional<std::uint64_t> numberOf(const FailedInput& input) {
    if (!input.file.starts_with(numberedAs))
        return std::nullopt;
    std::uint64_t number = 0;
    const char* const end = input.file.data() + input.file.size();
    const auto [rest, error] = std::from_chars(input.file.data() + numberedAs.size(), end, number);
    return error == std::errc() && rest == end ? std::optional(number) : std::nullopt;
}

/// `0–8, 11`
std::string rangesOf(const InputGroup& group) {
    std::vector<std::uint64_t> numbers;
    for (const FailedInput* input : group.inputs)
        numbers.push_back(numberOf(*input).value_or(0));
    std::ranges::sort(numbers);
    std::vector<std::string> ranges;
    for (std::size_t begin = 0, end = 0; begin < numbers.size(); begin = end) {
        for (end = begin + 1; end < numbers.size() && numbers[end] <= numbers[end - 1] + 1;)
            ++end;
        const std::uint64_t first = numbers[begin], last = numbers[end - 1];
        if (last > first + 1) {
            ranges.push_back(std::to_string(first) + "–" + std::to_string(last));
        } else {
            ranges.push_back(std::to_string(first));
            if (last > first)
                ranges.push_back(std::to_string(last));
        }
    }
    std::string words;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
        if (ranges.size() > rangesShown && i == rangesShown - 1) {
            words += " … ";
            i = ranges.size() - 1;
        } else if (i > 0) {
            words += ", ";
        }
        words += ranges[i];
    }
    return words;
}

std::string lastPart(const std::string& path) {
    return path.substr(path.find_last_of("/\\") + 1);
}

} // namespace

std::string InputGroup::attempts() const {
    return (fewestAttempts == mostAttempts ? "" : std::to_string(fewestAttempts) + "–") + std::to_string(mostAttempts);
}

std::vector<InputGroup> groupInputs(const std::vector<FailedInput>& inputs) {
    std::vector<InputGroup> groups;
    std::map<std::pair<bool, std::string_view>, std::size_t> known;
    for (const FailedInput& input : inputs) {
        const bool numbered = numberOf(input).has_value();
        const auto [entry, isNew] = known.try_emplace({numbered, input.reason}, groups.size());
        if (isNew)
            groups.push_back({{}, input.attempts, input.attempts, numbered});
        InputGroup& group = groups[entry->second];
        group.inputs.push_back(&input);
        group.fewestAttempts = std::min(group.fewestAttempts, input.attempts);
        group.mostAttempts = std::max(group.mostAttempts, input.attempts);
    }
    return groups;
}

std::string nameOf(const InputGroup& group, const std::function<std::string(std::string_view)>& shown) {
    const std::size_t count = group.inputs.size();
    if (count == 1)
        return withShortPaths(shown(group.inputs.front()->file));
    if (group.numbered)
        return std::to_string(count) + " mini-batches (" + rangesOf(group) + ")";
    std::string names;
    for (std::size_t i = 0; i < count; ++i) {
        if (count > namesShown + 1 && i == namesShown) {
            names += " … ";
            i = count - 1;
        } else if (i > 0) {
            names += ", ";
        }
        names += lastPart(shown(group.inputs[i]->file));
    }
    return std::to_string(count) + " inputs (" + names + ")";
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "diagnosis/failed_inputs.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t inputLimit = 10'000;
constexpr std::size_t beyondLimit = 1'000'000;
constexpr std::size_t batchLimit = 100'000;
constexpr std::size_t reasonLimit = 400;

std::string lastPart(std::string_view path) {
    return std::string(path.substr(path.find_last_of("/\\") + 1));
}

/// Whether one path is the other, or its end.
bool isSameFile(std::string_view a, std::string_view b) {
    if (a.size() < b.size())
        std::swap(a, b);
    if (!a.ends_with(b))
        return false;
    const std::size_t before = a.size() - b.size();
    return before == 0 || (!b.starts_with('/') && (a[before - 1] == '/' || a[before - 1] == '\\'));
}

std::string shortened(std::string reason) {
    while (!reason.empty() && (reason.back() == ' ' || reason.back() == '\t' || reason.back() == '\r'))
        reason.pop_back();
    if (reason.size() <= reasonLimit)
        return reason;
    std::size_t cut = reasonLimit;
    while (cut > 0 && (static_cast<unsigned char>(reason[cut]) & 0xc0U) == 0x80)
        --cut;
    return reason.substr(0, cut) + "…";
}

} // namespace

std::vector<std::string> textsInList(std::string_view list) {
    std::vector<std::string> texts;
    const std::size_t open = list.find('[');
    if (open == std::string_view::npos)
        return texts;
    std::string text;
    char quote = '\0';
    for (std::size_t i = open + 1; i < list.size(); ++i) {
        const char c = list[i];
        if (quote != '\0') {
            // `\"` opened it in a list that was escaped as a whole: then the backslash before its end is none of its own.
            if (c == '\\' && i + 1 < list.size() && (list[i + 1] == '\\' || (list[i + 1] == '"' && quote != '"'))) {
                text += list[++i];
            } else if (c == quote) {
                if (text.ends_with('\\'))
                    text.pop_back();
                texts.push_back(std::move(text));
                text.clear();
                quote = '\0';
            } else {
                text += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == ']') {
            break;
        }
    }
    return texts;
}

FailedInputs::Known* FailedInputs::find(const std::string& file) {
    const auto candidates = m_byName.find(lastPart(file));
    if (candidates == m_byName.end())
        return nullptr;
    Known* same = nullptr;
    for (const std::size_t index : candidates->second) {
        Known& known = m_inputs[index];
        if (known.numbered)
            continue;
        if (known.told.file == file)
            return &known;
        if (isSameFile(known.told.file, file)) {
            if (same)
                return nullptr; // it could be either
            same = &known;
        }
    }
    return same;
}

FailedInputs::Known* FailedInputs::findNumbered(const std::string& name, std::size_t run) {
    const auto candidates = m_byName.find(name);
    if (candidates == m_byName.end())
        return nullptr;
    for (const std::size_t index : candidates->second)
        if (Known& known = m_inputs[index]; known.numbered && known.run == run && known.told.file == name)
            return &known;
    return nullptr;
}

FailedInputs::Known* FailedInputs::insert(FailedInput input, std::size_t run, bool numbered) {
    if (m_inputs.size() >= inputLimit) {
        if (m_beyond.size() < beyondLimit)
            m_beyond.insert(std::hash<std::string>()(numbered ? std::to_string(run) + '/' + input.file : input.file));
        return nullptr;
    }
    m_byName[numbered ? input.file : lastPart(input.file)].push_back(m_inputs.size());
    m_inputs.push_back({std::move(input), run, numbered, {}});
    return &m_inputs.back();
}

void FailedInputs::addLine(std::string file, std::string reason, Place place, std::string_view role, std::size_t run) {
    if (file.empty() || !m_lines.insert({place.file, place.line.index()}).second)
        return;
    m_naming.insert(run);
    Known* known = find(file);
    if (!known)
        known = insert({std::move(file), shortened(std::move(reason)), 1, std::move(place)}, run, false);
    else if (file.size() > known->told.file.size())
        known->told.file = std::move(file);
    if (!known)
        return;
    const auto lines = known->linesOfRole.try_emplace(std::string(role), 0).first;
    known->told.attempts = std::max(known->told.attempts, ++lines->second);
}

void FailedInputs::addMiniBatch(GivenUpMiniBatch batch) {
    if (m_batches.size() < batchLimit)
        m_batches.push_back(std::move(batch));
}

std::optional<Place> FailedInputs::firstMiniBatchOf(std::size_t run) const {
    const auto first = std::ranges::find(m_batches, run, &GivenUpMiniBatch::run);
    return first == m_batches.end() ? std::nullopt : std::optional(first->place);
}

std::vector<FailedInput> FailedInputs::take() {
    for (GivenUpMiniBatch& batch : m_batches) {
        std::vector<std::string> files = std::move(batch.files);
        const bool numbered = files.empty();
        if (numbered && m_naming.contains(batch.run))
            continue;
        if (numbered)
            files.push_back("mini-batch " + batch.number);
        for (std::string& file : files) {
            if (Known* const known = numbered ? findNumbered(file, batch.run) : find(file))
                known->told.attempts = std::max(known->told.attempts, batch.attempts);
            else
                (void)insert({std::move(file), shortened(batch.reason), batch.attempts, batch.place}, batch.run, numbered);
        }
    }
    m_batches.clear();
    m_count = m_inputs.size() + m_beyond.size();
    std::ranges::stable_sort(
        m_inputs, [](const Known& a, const Known& b) { return a.run != b.run ? a.run < b.run : naturalLess(a.told.file, b.told.file); });
    std::vector<FailedInput> list;
    list.reserve(m_inputs.size());
    for (Known& known : m_inputs)
        list.push_back(std::move(known.told));
    m_inputs.clear();
    return list;
}

void collectFailedInputs(const Finding& finding, const ScanResult& scan, const Job& job, const KnowledgeBase& knowledge,
                         FailedInputs& into) {
    const Article& article = *finding.article;
    for (const std::size_t index : job.runs[finding.run].files) {
        if (index >= scan.files.size() || !scan.files[index])
            continue;
        for (const Sighting& sighting : scan.files[index]->sightings) {
            if (&knowledge.articles()[sighting.article] != &article)
                continue;
            const auto file = sighting.captures.find(article.failedInputFile);
            if (file == sighting.captures.end())
                continue;
            const auto reason = sighting.captures.find(article.failedInputReason);
            const JobFile& source = job.files[index];
            into.addLine(file->second, reason == sighting.captures.end() ? finding.title : reason->second,
                         {index, source.path, sighting.line, sighting.text, source.node, source.process, sighting.time}, source.role,
                         finding.run);
        }
    }
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "search/search_report.h"

#include "text/counted.h"
#include "text/encoding.h"
#include "text/visible_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace faultline {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view pathColour = "\x1B[1;35m", numberColour = "\x1B[32m", hitColour = "\x1B[1;31m", plainColour = "\x1B[0m";

} // namespace

SearchReport::SearchReport(const Job& job, const SearchReportOptions& options) : m_job(job), m_options(options) {}

std::string SearchReport::counts(std::uint64_t hits, std::uint64_t lines) const {
    std::string text = counted(hits, "hit", "hits");
    if (lines != hits)
        text += " in " + counted(lines, "line", "lines");
    return text;
}

void SearchReport::line(std::string& text, const std::string& path, std::uint64_t number, const std::string& line,
                        const FoundText* hit) const {
    const auto coloured = [&](std::string_view colour, const std::string& what) {
        if (m_options.colours)
            text += colour;
        text += what;
        if (m_options.colours)
            text += plainColour;
    };
    const std::string shown = std::to_string(number + 1);
    if (m_options.form == SearchReportOptions::Form::Lines) {
        const char sign = hit ? ':' : '-';
        coloured(pathColour, path);
        text += sign;
        coloured(numberColour, shown);
        text += sign;
    } else {
        text += std::string(shown.size() < 8 ? 8 - shown.size() : 0, ' ');
        coloured(numberColour, shown);
        text += hit ? ": " : "  ";
    }
    std::size_t at = 0;
    if (hit) {
        if (hit->cutBefore)
            text += "…";
        for (const TextSpan& span : hit->spans) {
            text += visibleText(std::string_view(line).substr(at, span.begin - at));
            coloured(hitColour, visibleText(std::string_view(line).substr(span.begin, span.end - span.begin)));
            at = span.end;
        }
    }
    text += visibleText(std::string_view(line).substr(at));
    if (hit && hit->cutAfter)
        text += "…";
    text += '\n';
}

std::string SearchReport::lines(const FileHits& news) {
    std::string text;
    const std::string path = visibleName(toUtf8(m_job.files[news.file].path, {}));
    const bool first = news.file != m_file;
    if (first && m_options.form == SearchReportOptions::Form::Grouped) {
        if (m_file != static_cast<std::size_t>(-1))
            text += '\n';
        text += m_options.colours ? std::string(pathColour) + path + std::string(plainColour) + '\n' : path + '\n';
    }
    for (std::size_t i = 0; i < news.lines.size(); ++i) {
        const FoundEntry& entry = news.lines[i];
        const std::uint64_t line = entry.line.line;
        const bool begins = first && i == 0;
        const std::uint64_t shown = begins ? 0 : m_behind; // what stands before was written
        const std::uint64_t from = std::max(shown, line - std::min<std::uint64_t>(line, entry.text.before.size()));
        const bool context = !entry.text.before.empty() || !entry.text.after.empty();
        if (context &&
            (begins ? m_file != static_cast<std::size_t>(-1) && m_options.form == SearchReportOptions::Form::Lines : from > shown))
            text += m_options.form == SearchReportOptions::Form::Lines ? "--\n" : "       ⋮\n";
        for (std::uint64_t number = from; number < line; ++number)
            this->line(text, path, number, entry.text.before[entry.text.before.size() - static_cast<std::size_t>(line - number)], nullptr);
        this->line(text, path, line, entry.text.text, &entry.text);
        m_behind = begins ? line + 1 : std::max(m_behind, line + 1);
        // Up to the next hit, which shows its own line.
        const std::uint64_t end = i + 1 < news.lines.size() ? news.lines[i + 1].line.line : static_cast<std::uint64_t>(-1);
        for (std::size_t j = 0; j < entry.text.after.size(); ++j) {
            const std::uint64_t number = line + 1 + j;
            if (number < m_behind || number >= end)
                continue;
            this->line(text, path, number, entry.text.after[j], nullptr);
            m_behind = number + 1;
        }
    }
    m_file = news.file;
    return text;
}

std::string SearchReport::json(const FileHits& news) const {
    const JobFile& file = m_job.files[news.file];
    Json object{{"type", "file"}, {"path", file.path}, {"role", file.role}};
    if (!file.node.empty())
        object["node"] = file.node;
    if (!file.process.empty())
        object["process"] = file.process;
    object["hits"] = news.hits;
    object["lineCount"] = news.foundLines;
    if (!m_options.countOnly) {
        Json& lines = object["lines"] = Json::array();
        for (const FoundEntry& entry : news.lines) {
            Json line{{"line", entry.line.line + 1}, {"offset", entry.line.offset}, {"text", entry.text.text}};
            Json& spans = line["spans"] = Json::array();
            for (const TextSpan& span : entry.text.spans)
                spans.push_back({span.begin, span.end});
            if (entry.text.cutBefore)
                line["cutBefore"] = true;
            if (entry.text.cutAfter)
                line["cutAfter"] = true;
            if (!entry.text.before.empty())
                line["before"] = entry.text.before;
            if (!entry.text.after.empty())
                line["after"] = entry.text.after;
            lines.push_back(std::move(line));
        }
    }
    return inertJson(object.dump(-1, ' ', false, Json::error_handler_t::replace)) + '\n';
}

std::string SearchReport::pendingCount() {
    return std::exchange(m_count, {});
}

std::string SearchReport::file(const FileHits& news) {
    if (!m_options.countOnly)
        return m_options.form == SearchReportOptions::Form::Json ? json(news) : lines(news);
    // A large file comes in parts; what counts is its last.
    std::string text = news.file == m_file ? std::string() : pendingCount();
    m_file = news.file;
    if (m_options.form == SearchReportOptions::Form::Json)
        m_count = json(news);
    else if (m_options.form == SearchReportOptions::Form::Lines)
        m_count = visibleName(toUtf8(m_job.files[news.file].path, {})) + ':' + std::to_string(news.hits) + '\n';
    else
        m_count = visibleName(toUtf8(m_job.files[news.file].path, {})) + ": " + counts(news.hits, news.foundLines) + '\n';
    return text;
}

std::string SearchReport::end(const JobSearchResult& result) {
    std::string text = pendingCount();
    switch (m_options.form) {
    case SearchReportOptions::Form::Lines: break;
    case SearchReportOptions::Form::Grouped:
        if (result.hits > 0)
            text += '\n';
        text += counts(result.hits, result.foundLines) + " in " + std::to_string(result.filesWithHits) + " of " +
                counted(result.files, "file", "files") + '\n';
        if (result.linesKept < result.foundLines && !m_options.countOnly)
            text += std::to_string(result.linesKept) + " of " + counted(result.foundLines, "line", "lines") + " shown\n";
        break;
    case SearchReportOptions::Form::Json: {
        Json object{{"type", "summary"},
                    {"path", m_job.path},
                    {"files", result.files},
                    {"filesWithHits", result.filesWithHits},
                    {"hits", result.hits},
                    {"lineCount", result.foundLines},
                    {"linesShown", result.linesKept},
                    {"bytes", result.bytes}};
        Json& skipped = object["skipped"] = Json::array();
        for (const Skipped& entry : result.skipped)
            skipped.push_back({{"path", entry.path}, {"why", entry.why}});
        if (result.slow)
            object["slow"] = result.slow->why;
        text += inertJson(object.dump(-1, ' ', false, Json::error_handler_t::replace)) + '\n';
        break;
    }
    }
    return text;
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "report/text_report.h"

#include "report/redaction.h"
#include "text/encoding.h"

#include <algorithm>
#include <format>

namespace faultline {

namespace {

enum class Style : std::uint8_t { Plain, Bold, Muted, Red, Yellow, Green, Blue };

std::size_t columnsOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Writer {
public:
    Writer(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width)
        : m_diagnosis(diagnosis), m_redactor(redactor), m_colours(colours), m_width(std::max(40U, width)) {}

    std::string whole();

private:
    void verdict();
    void finding(const Finding& finding);
    void others();
    void lists();
    void runs();

    std::string text(std::string_view value) {
        const std::string plain = visibleText(toUtf8(value, {}));
        return m_redactor ? (*m_redactor)(plain) : plain;
    }
    [[nodiscard]] std::string styled(std::string_view value, Style style) const;
    void line(std::string_view value = {}) { m_out.append(value) += '\n'; }
    void wrapped(std::string_view value, std::size_t indent, std::size_t hanging);
    void markdown(std::string_view value, std::size_t indent);
    void place(const Place& place, std::size_t indent);

    const Diagnosis& m_diagnosis;
    Redactor* m_redactor;
    bool m_colours;
    unsigned m_width;
    std::string m_out;
};

std::string Writer::styled(std::string_view value, Style style) const {
    if (!m_colours || style == Style::Plain)
        return std::string(value);
    static constexpr std::string_view codes[] = {"", "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[33m", "\x1b[32m", "\x1b[34m"};
    return std::string(codes[static_cast<std::size_t>(style)]) + std::string(value) + "\x1b[0m";
}

void Writer::wrapped(std::string_view value, std::size_t indent, std::size_t hanging) {
    std::string current(indent, ' ');
    bool empty = true;
    std::size_t position = 0;
    while (position < value.size()) {
        const std::size_t start = value.find_first_not_of(' ', position);
        if (start == std::string_view::npos)
            break;
        const std::size_t end = std::min(value.find(' ', start), value.size());
        const std::string_view word = value.substr(start, end - start);
        if (!empty && columnsOf(current) + 1 + columnsOf(word) > m_width) {
            line(current);
            current.assign(hanging, ' ');
            empty = true;
        }
        if (!empty)
            current += ' ';
        current += word;
        empty = false;
        position = end;
    }
    if (!empty)
        line(current);
}

/// Markdown of an article as plain text: paragraphs and list items wrapped, code blocks as they are.
void Writer::markdown(std::string_view value, std::size_t indent) {
    std::string paragraph;
    std::size_t hanging = indent;
    bool inFence = false;
    std::size_t fenceIndent = 0;
    const auto flush = [&] {
        if (!paragraph.empty())
            wrapped(paragraph, indent, hanging);
        paragraph.clear();
        hanging = indent;
    };
    for (std::size_t position = 0; position <= value.size();) {
        const std::size_t end = std::min(value.find('\n', position), value.size());
        const std::string_view raw = value.substr(position, end - position);
        position = end + 1;
        const std::size_t first = raw.find_first_not_of(' ');
        const std::string_view bare = first == std::string_view::npos ? std::string_view() : raw.substr(first);
        if (bare.starts_with("```")) {
            flush();
            inFence = !inFence;
            fenceIndent = first;
            continue;
        }
        if (inFence) {
            const std::string_view code = raw.substr(std::min(fenceIndent, std::min(first, raw.size())));
            line(std::string(indent + 5, ' ') + styled(text(code), Style::Blue));
            continue;
        }
        if (bare.empty()) {
            flush();
            continue;
        }
        std::size_t marker = 0;
        while (marker < bare.size() && bare[marker] >= '0' && bare[marker] <= '9')
            ++marker;
        const bool numbered = marker > 0 && bare.substr(marker).starts_with(". ");
        const bool bulleted = bare.starts_with("- ") || bare.starts_with("* ");
        if (numbered || bulleted) {
            flush();
            hanging = indent + (numbered ? marker + 2 : 2);
        }
        paragraph += (paragraph.empty() ? "" : " ") + text(bare);
    }
    flush();
}

void Writer::place(const Place& place, std::size_t indent) {
    std::string label = text(place.path);
    if (!place.text.empty() || place.line.index() > 0)
        label += ":" + std::to_string(place.line.shown());
    std::string shown = std::string(indent, ' ') + styled(label, Style::Blue);
    if (place.time)
        shown += "  " + styled(place.time->toIso(), Style::Muted);
    line(shown);
    if (!place.text.empty()) {
        std::string quoted = text(place.text.substr(0, 600));
        std::ranges::replace(quoted, '\n', ' ');
        const std::size_t room = m_width > indent + 4 ? m_width - indent - 4 : 20;
        if (columnsOf(quoted) > room) {
            std::size_t cut = std::min(room, quoted.size());
            while (cut > 0 && (static_cast<unsigned char>(quoted[cut]) & 0xC0) == 0x80)
                --cut;
            quoted = quoted.substr(0, cut) + "…";
        }
        line(std::string(indent + 2, ' ') + quoted);
    }
}

void Writer::verdict() {
    const auto& verdict = m_diagnosis.verdict;
    std::string outcome(toString(m_diagnosis.outcome));
    std::ranges::replace(outcome, '-', ' ');
    if (verdict) {
        wrapped((verdict->finding ? "✕ " : "? ") + text(verdict->finding ? verdict->summary : verdict->title + ": " + verdict->summary), 0,
                2);
    } else if (m_diagnosis.outcome == Outcome::Completed) {
        line(styled("✓ The job completed; nothing shows a failure.", Style::Green));
    } else if (m_diagnosis.outcome == Outcome::Cancelled) {
        line("– The job was cancelled.");
    } else {
        line("– Nothing shows a failure, and nothing says that the job completed.");
    }
    std::string facts = "  " + text(m_diagnosis.job->name) + " · " + outcome;
    if (verdict && verdict->finding) {
        const Finding& finding = m_diagnosis.findings[*verdict->finding];
        if (!finding.nodes.empty())
            facts +=
                std::format(" · on {} of {} nodes", finding.nodes.size(), std::max<std::uint64_t>(m_diagnosis.nodes, finding.nodes.size()));
        facts += std::format(" · {} {}", finding.count, finding.count == 1 ? "time" : "times");
        if (finding.first)
            facts += " · first at " + finding.first->toIso();
    }
    facts += std::format(" · {} {}, {:.1f} MB", m_diagnosis.files, m_diagnosis.files == 1 ? "file" : "files",
                         static_cast<double>(m_diagnosis.bytes) / 1e6);
    line(styled(facts, Style::Muted));
    if (verdict && verdict->chain.size() > 1) {
        std::string chain;
        for (const std::size_t index : verdict->chain)
            chain += (chain.empty() ? "" : " ← ") + text(m_diagnosis.findings[index].title);
        wrapped(chain, 2, 4);
    }
    if (verdict && !verdict->why.empty())
        wrapped("Why: " + text(verdict->why), 2, 4);
}

void Writer::finding(const Finding& finding) {
    line();
    line(styled("Reason", Style::Bold));
    markdown(finding.reason, 2);
    if (!finding.caution.empty())
        wrapped("Note: " + finding.caution, 2, 4);
    line();
    line(styled("What to do", Style::Bold));
    markdown(finding.solution, 2);
    if (!finding.places.empty()) {
        line();
        line(styled("Where it shows", Style::Bold));
        for (std::size_t i = 0; i < finding.places.size() && i < 5; ++i)
            place(finding.places[i], 2);
        if (finding.count > 5)
            line(std::format("  … {} more", finding.count - 5));
    }
    bool heading = false;
    for (const Step& step : finding.steps) {
        if (!heading) {
            line();
            line(styled("Look next", Style::Bold));
        }
        heading = true;
        const std::string where =
            step.place ? text(step.path) + ":" + std::to_string(step.place->line.shown()) : text(step.path) + " (not in this job)";
        wrapped(where + ": " + text(step.says), 2, 4);
    }
    for (const std::string& link : finding.article->links)
        line("  " + styled(link, Style::Muted));
    line("  " + styled("Article " + finding.article->id, Style::Muted));
}

void Writer::others() {
    bool heading = false;
    std::uint64_t noise = 0;
    for (std::size_t i = 0; i < m_diagnosis.findings.size(); ++i) {
        const Finding& other = m_diagnosis.findings[i];
        if (m_diagnosis.verdict && m_diagnosis.verdict->finding == i)
            continue;
        if (other.article->role == ArticleRole::Noise) {
            noise += other.count;
            continue;
        }
        if (!heading) {
            line();
            line(styled("Found as well", Style::Bold));
            heading = true;
        }
        const Style style = other.severity == Severity::Error && other.explainedBy.empty() ? Style::Red : Style::Yellow;
        const std::string sign = other.explainedBy.empty() ? (other.severity == Severity::Error ? "✕" : "▲") : "▲ explained:";
        std::string where;
        if (!other.places.empty())
            where = "  " + text(other.places.front().path) + ":" + std::to_string(other.places.front().line.shown());
        line("  " + styled(sign, style) + " " + text(other.title) + std::format(" ({}×)", other.count) + styled(where, Style::Muted));
    }
    if (noise > 0) {
        line();
        line(styled(std::format("{} harmless {} recognised.", noise, noise == 1 ? "message" : "messages"), Style::Muted));
    }
}

void Writer::lists() {
    if (!m_diagnosis.failedInputs.empty()) {
        line();
        line(styled(std::format("Input files that failed ({})", m_diagnosis.failedInputCount), Style::Bold));
        for (std::size_t i = 0; i < m_diagnosis.failedInputs.size() && i < 10; ++i) {
            const FailedInput& input = m_diagnosis.failedInputs[i];
            wrapped(text(input.file) + ": " + text(input.reason) +
                        (input.attempts > 1 ? std::format(" ({} attempts)", input.attempts) : ""),
                    2, 4);
        }
    }
    const bool known = m_diagnosis.verdict && m_diagnosis.verdict->finding;
    if (!m_diagnosis.unexplained.empty() && !known && m_diagnosis.outcome != Outcome::Completed) {
        line();
        line(styled("Not explained, most telling first", Style::Bold));
        for (std::size_t i = 0; i < m_diagnosis.unexplained.size() && i < 5; ++i)
            if (const Unexplained& item = m_diagnosis.unexplained[i]; !item.places.empty())
                place(item.places.front(), 2);
    }
    if (!m_diagnosis.skipped.empty()) {
        line();
        line(styled(std::format("Skipped ({})", m_diagnosis.skipped.size()), Style::Bold));
        for (std::size_t i = 0; i < m_diagnosis.skipped.size() && i < 10; ++i)
            wrapped(text(m_diagnosis.skipped[i].path) + ": " + text(m_diagnosis.skipped[i].why), 2, 4);
    }
}

void Writer::runs() {
    if (m_diagnosis.runs.size() < 2)
        return;
    line();
    line(styled(std::format("Runs ({})", m_diagnosis.runs.size()), Style::Bold));
    for (std::size_t i = 0; i < m_diagnosis.runs.size(); ++i) {
        const RunDiagnosis& run = m_diagnosis.runs[i];
        std::string said = text(m_diagnosis.job->runs[i].name) + " (" + std::string(toString(run.outcome)) + ")";
        if (!run.relation.empty())
            said += ", " + text(run.relation);
        if (run.verdict)
            said += ": " + text(run.verdict->summary);
        wrapped(said, 2, 4);
    }
}

std::string Writer::whole() {
    verdict();
    if (m_diagnosis.verdict && m_diagnosis.verdict->finding) {
        finding(m_diagnosis.findings[*m_diagnosis.verdict->finding]);
    } else if (m_diagnosis.verdict && !m_diagnosis.verdict->places.empty()) {
        line();
        line(styled("Where it shows", Style::Bold));
        for (std::size_t i = 0; i < m_diagnosis.verdict->places.size() && i < 5; ++i)
            place(m_diagnosis.verdict->places[i], 2);
    }
    others();
    lists();
    runs();
    if (m_redactor && !m_redactor->hidden().empty()) {
        std::string hidden;
        for (const auto& [kind, count] : m_redactor->hidden())
            hidden += (hidden.empty() ? "" : ", ") + kind + " (" + std::to_string(count) + ")";
        line();
        wrapped("Hidden in this report: " + hidden + ".", 0, 2);
    }
    return std::move(m_out);
}

} // namespace

std::string visibleText(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\t' || c == '\n') {
            result += text[i];
        } else if (c < 0x20) {
            result += "\xE2\x90"; // U+2400 …: the pictures of the control characters
            result += static_cast<char>(0x80 + c);
        } else if (c == 0x7f) {
            result += "\xE2\x90\xA1";
        } else if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            result += "\xEF\xBF\xBD"; // C1 controls: some terminals obey them
            ++i;
        } else if (c == 0xE2 && i + 2 < text.size()) {
            const auto second = static_cast<unsigned char>(text[i + 1]), third = static_cast<unsigned char>(text[i + 2]);
            const bool bidi = (second == 0x80 && ((third >= 0xAA && third <= 0xAE) || third == 0x8E || third == 0x8F)) ||
                              (second == 0x81 && third >= 0xA6 && third <= 0xA9);
            if (bidi) {
                result += "\xEF\xBF\xBD";
                i += 2;
            } else {
                result += text[i];
            }
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string writeTextReport(const Diagnosis& diagnosis, Redactor* redactor, bool colours, unsigned width) {
    return Writer(diagnosis, redactor, colours, width).whole();
}

} // namespace faultline

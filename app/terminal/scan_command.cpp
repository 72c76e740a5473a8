// SPDX-License-Identifier: MIT
#include "commands.h"

#include "diagnosis/diagnosis.h"
#include "report/job_content.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

unsigned terminalWidth() {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

void printMessages(const std::vector<Message>& messages, MessageLevel from) {
    for (const Message& message : messages)
        if (message.level >= from)
            complain(message);
}

/// Where the report goes.
class Output {
public:
    explicit Output(const std::string& path) : m_path(path) {}

    /// Opens a file before there is anything to write: an hour's scan must not end in a name that cannot be written.
    bool open() {
        if (!m_path.empty())
            m_file = std::fopen(m_path.c_str(), "wb");
        return m_file || fail();
    }
    bool write(const std::string& text) {
        // What a job says is out before the next one is read.
        return (std::fwrite(text.data(), 1, text.size(), m_file) == text.size() && std::fflush(m_file) == 0) || fail();
    }
    bool close() { return m_path.empty() || std::fclose(m_file) == 0 || fail(); }

private:
    bool fail() const {
        complain(Message::error((m_path.empty() ? "The report" : m_path) + " could not be written", std::strerror(errno)));
        return false;
    }

    const std::string& m_path;
    std::FILE* m_file = stdout;
};

/// The path with a name that tells something: a job in `.` is called as its folder is.
std::string namedPath(const std::string& path) {
    std::string_view bare = path;
    while (bare.size() > 1 && bare.ends_with('/'))
        bare.remove_suffix(1);
    const std::string_view name = bare.substr(bare.rfind('/') + 1);
    if (name != "." && name != "..")
        return path;
    std::error_code error;
    const std::filesystem::path named = std::filesystem::canonical(path, error);
    return error ? path : named.string();
}

class Scan {
public:
    Scan(const Arguments& arguments, Output& output, const ReportOptions& report)
        : m_arguments(arguments), m_output(output), m_series(report) {}

    /// The program's exit status.
    int run(const KnowledgeBasePointer& knowledge, const PatternSetPointer& patterns);

private:
    void scan(const std::string& path, const KnowledgeBasePointer& knowledge, const PatternSetPointer& patterns);

    const Arguments& m_arguments;
    Output& m_output;
    ReportSeries m_series;
    bool m_findings = false, m_trouble = false;
};

void Scan::scan(const std::string& path, const KnowledgeBasePointer& knowledge, const PatternSetPointer& patterns) {
    auto source = sourceFor(path);
    auto job = source ? openJob(std::move(*source), namedPath(path), knowledge->layouts())
                      : Expected<JobPointer>(std::unexpected(std::move(source.error())));
    if (!job) {
        complain(job.error());
        m_trouble = true;
        return;
    }
    const bool progress = !m_arguments.quiet && ::isatty(STDERR_FILENO);
    ScanOptions options;
    if (progress)
        options.progress = [](const ScanProgress& now) {
            std::fprintf(stderr, "\r%llu of %llu files, %.0f of %.0f MB", static_cast<unsigned long long>(now.filesDone),
                         static_cast<unsigned long long>(now.files), static_cast<double>(now.bytesDone) / 1e6,
                         static_cast<double>(now.bytes) / 1e6);
        };
    const ScanResult result = scanJob(**job, patterns, {}, options);
    if (progress)
        std::fprintf(stderr, "\r\x1b[K");
    const DiagnosisPointer diagnosis = diagnose(*job, knowledge, result);
    // What the program lived through or only said in passing is in the report, but is nothing that was found.
    const bool found = diagnosis->verdict.has_value() || std::ranges::any_of(diagnosis->findings, [](const Finding& finding) {
                           return finding.standing == Standing::Counts && finding.article->role != ArticleRole::Noise &&
                                  finding.article->role != ArticleRole::Advice;
                       });
    m_findings |= found;
    // An archive that breaks off may have held the reason behind the break.
    m_trouble |= !found && std::ranges::any_of(diagnosis->skipped, [](const Skipped& skipped) { return skipped.path.empty(); });
    if (auto message = contentMessage(*diagnosis)) {
        m_trouble |= message->level == MessageLevel::Error;
        complain(std::move(*message).at(path));
    }
    m_trouble |= !m_output.write(m_series.add(diagnosis));
}

int Scan::run(const KnowledgeBasePointer& knowledge, const PatternSetPointer& patterns) {
    for (const std::string& path : m_arguments.paths)
        scan(path, knowledge, patterns);
    m_trouble |= !m_output.write(m_series.end());
    return m_trouble ? 2 : m_findings ? 1 : 0;
}

} // namespace

int runScan(const Arguments& arguments, const std::string& executable) {
    if (!arePacksThere(arguments.packs))
        return 2;
    const KnowledgeBasePointer knowledge = loadKnowledge(packPaths(arguments.packs, executable));
    printMessages(knowledge->messages(), MessageLevel::Error);
    if (knowledge->articles().empty()) {
        complain(Message::error("No knowledge was found", "the packs of the program are missing",
                                "Install it again, or name a pack with --pack DIR"));
        return 2;
    }
    const std::string cache = folderFromEnvironment("XDG_CACHE_HOME", "/.cache");
    if (!cache.empty())
        ::mkdir(cache.c_str(), 0700);
    const auto [patterns, messages] = PatternSet::compile(knowledge, cache.empty() ? "" : cache + "/faultline");
    printMessages(messages, MessageLevel::Error);

    Output output(arguments.output);
    if (!output.open())
        return 2;
    const bool toTerminal = arguments.output.empty() && ::isatty(STDOUT_FILENO);
    ReportOptions report;
    report.format = arguments.format;
    report.redact = arguments.redact;
    report.redactPrivateAddresses = arguments.redactPrivateAddresses;
    report.colours = toTerminal && wantsColours();
    report.width = toTerminal ? std::min(terminalWidth(), 120U) : 100;
    const int status = Scan(arguments, output, report).run(knowledge, patterns);
    return output.close() ? status : 2;
}

} // namespace faultline

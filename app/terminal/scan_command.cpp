// SPDX-License-Identifier: MIT
#include "commands.h"

#include "diagnosis/diagnosis.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace faultline {

namespace {

std::string folderFromEnvironment(const char* variable, const std::string& belowHome) {
    if (const char* const value = std::getenv(variable); value && *value == '/')
        return value;
    const char* const home = std::getenv("HOME");
    return home && *home == '/' ? home + belowHome : std::string();
}

unsigned terminalWidth() {
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 100;
}

bool writeTo(const std::string& path, const std::string& text) {
    std::FILE* const file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
    if (!file) {
        std::fprintf(stderr, "faultline-cli: %s could not be written: %s\n", path.c_str(), std::strerror(errno));
        return false;
    }
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const bool closed = path.empty() ? std::fflush(file) == 0 : std::fclose(file) == 0;
    if (!written || !closed)
        std::fprintf(stderr, "faultline-cli: the report could not be written whole: %s\n", std::strerror(errno));
    return written && closed;
}

void printMessages(const std::vector<Message>& messages, MessageLevel from) {
    for (const Message& message : messages)
        if (message.level >= from)
            std::fprintf(stderr, "faultline-cli: %s\n", message.toLine().c_str());
}

} // namespace

KnowledgeBasePointer loadPacks(const Arguments& arguments, const std::string& executable) {
    std::vector<PackPath> paths = shippedPacks(executable);
    const std::string own = folderFromEnvironment("XDG_DATA_HOME", "/.local/share") + "/faultline/packs";
    struct stat status{};
    if (::stat(own.c_str(), &status) == 0 && S_ISDIR(status.st_mode))
        paths.push_back({own, false});
    for (const std::string& pack : arguments.packs)
        paths.push_back({pack, false});
    return loadKnowledge(paths);
}

int runScan(const Arguments& arguments, const std::string& executable) {
    const KnowledgeBasePointer knowledge = loadPacks(arguments, executable);
    printMessages(knowledge->messages(), MessageLevel::Error);
    if (knowledge->articles().empty()) {
        std::fprintf(stderr, "faultline-cli: no knowledge was found; name a pack with --pack DIR\n");
        return 2;
    }
    const std::string cache = folderFromEnvironment("XDG_CACHE_HOME", "/.cache");
    if (!cache.empty())
        ::mkdir(cache.c_str(), 0700);
    const auto [patterns, messages] = PatternSet::compile(knowledge, cache.empty() ? "" : cache + "/faultline");
    printMessages(messages, MessageLevel::Error);

    const bool toTerminal = arguments.output.empty() && ::isatty(STDOUT_FILENO);
    const bool progress = !arguments.quiet && ::isatty(STDERR_FILENO);
    bool findings = false, trouble = false;
    std::string text;
    for (const std::string& path : arguments.paths) {
        auto source = sourceFor(path);
        auto job = source ? openJob(std::move(*source), path, knowledge->layouts())
                          : Expected<JobPointer>(std::unexpected(std::move(source.error())));
        if (!job) {
            std::fprintf(stderr, "faultline-cli: %s\n", job.error().toLine().c_str());
            trouble = true;
            continue;
        }
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
        for (const Finding& finding : diagnosis->findings)
            findings |= finding.article->role != ArticleRole::Noise;
        findings |= diagnosis->verdict.has_value();
        ReportOptions report;
        report.format = arguments.format;
        report.redact = arguments.redact;
        report.colours = toTerminal && !std::getenv("NO_COLOR");
        report.width = toTerminal ? std::min(terminalWidth(), 120U) : 100;
        if (!text.empty() && arguments.format == ReportFormat::Text)
            text += '\n';
        text += writeReport(*diagnosis, report);
        // Each job is told as soon as it is known, when nothing has to be kept for a file.
        if (arguments.output.empty()) {
            trouble |= !writeTo({}, text);
            text.clear();
        }
    }
    if (!arguments.output.empty())
        trouble |= !writeTo(arguments.output, text);
    return trouble ? 2 : findings ? 1 : 0;
}

} // namespace faultline

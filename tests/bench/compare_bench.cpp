// SPDX-License-Identifier: MIT
//
// faultline-compare-bench: the terminal program beside what people use instead; `--help` and README.md tell how.

#include "bench_options.h"
#include "log_generator.h"
#include "measured_command.h"

#include "knowledge/knowledge_base.h"
#include "report/redaction.h"
#include "source_packs.h"
#include "text/byte_reader.h"
#include "text/line_index.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace faultline;
using namespace faultline::bench;
namespace fs = std::filesystem;

struct Contender {
    std::string name;
    std::vector<std::string> command;
};

struct Group {
    std::string title;
    std::vector<Contender> contenders;
};

nlohmann::json runGroup(const Group& group, unsigned runs) {
    std::vector<std::vector<Measurement>> results(group.contenders.size());
    for (unsigned run = 0; run <= runs; ++run) // the first round warms up and is not counted
        for (std::size_t i = 0; i < group.contenders.size(); ++i)
            if (const auto measured = measure(group.contenders[i].command); measured && run > 0)
                results[i].push_back(*measured);
    std::printf("\n%s (median of %u)\n%-44s %9s %9s %9s %7s\n", group.title.c_str(), runs, "", "wall s", "cpu s", "peak MB", "ratio");
    nlohmann::json json = nlohmann::json::array();
    double first = 0;
    for (std::size_t i = 0; i < group.contenders.size(); ++i) {
        std::vector<double> wall, processor, memory;
        for (const Measurement& measured : results[i]) {
            wall.push_back(measured.seconds);
            processor.push_back(measured.processor);
            memory.push_back(measured.peakMegabytes);
        }
        const double middle = median(wall);
        if (i == 0)
            first = middle;
        if (wall.empty()) {
            std::printf("%-44s could not be run\n", group.contenders[i].name.c_str());
            continue;
        }
        std::printf("%-44s %9.3f %9.3f %9.1f %7.2f\n", group.contenders[i].name.c_str(), middle, median(processor), median(memory),
                    first > 0 ? middle / first : 0);
        json.push_back({{"name", group.contenders[i].name},
                        {"wall", middle},
                        {"cpu", median(processor)},
                        {"peakMegabytes", median(memory)},
                        {"ratioToFirst", middle / first}});
    }
    return {{"title", group.title}, {"runs", runs}, {"rows", json}};
}

/// ripgrep joins all patterns into one, in which a group's name may stand only once.
std::string withoutNames(std::string pattern) {
    for (std::size_t at = pattern.find("(?<"); at != std::string::npos; at = pattern.find("(?<", at))
        pattern.replace(at, pattern.find('>', at) + 1 - at, "(?:");
    return pattern;
}

/// The patterns of all articles, one a line, as ripgrep reads them.
void writePatterns(const fs::path& file) {
    const KnowledgeBasePointer knowledge = loadKnowledge({{sourcePacks(), true}});
    std::ofstream out(file);
    for (const Article& article : knowledge->articles())
        for (const Match& match : article.matches)
            out << "(?:" << withoutNames(match.pattern) << ")\n"; // `(?i)` holds for its own pattern only
}

nlohmann::json redaction(const fs::path& log) {
    const auto reader = openFile(log.string());
    if (!reader)
        return {};
    const auto text = readAll(**reader, 200 << 20);
    if (!text)
        return {};
    Redactor redactor;
    const auto start = std::chrono::steady_clock::now();
    std::size_t length = 0;
    for (std::size_t at = 0; at < text->size(); at += 1 << 20)
        length += redactor(std::string_view(*text).substr(at, 1 << 20)).size();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double rate = static_cast<double>(text->size()) / 1e6 / seconds;
    std::printf("\nRedaction of %.0f MB on one thread: %.0f MB/s (%zu bytes out)\n", static_cast<double>(text->size()) / 1e6, rate, length);
    return {{"megabytesPerSecond", rate}};
}

std::vector<std::string> with(std::vector<std::string> command, std::vector<std::string> more) {
    command.insert(command.end(), more.begin(), more.end());
    return command;
}

/// The inputs, made where they are missing.
class Inputs {
public:
    explicit Inputs(const BenchOptions& options) : m_options(options) {
        std::error_code error;
        makeLog(bigLog(), options.log);
        LogShape crowded = options.log;
        crowded.errors = 0.5;
        makeLog(crowdedLog(), crowded);
        if (!fs::exists(job() / "logs")) {
            std::printf("Making a job of %llu logs …\n", static_cast<unsigned long long>(options.job.files()));
            writeJob(job(), options.job);
        }
        fs::remove_all(larger(), error);
        writeLargerKnowledge(sourcePacks(), larger(), static_cast<unsigned>(options.knowledge));
        writePatterns(patterns());
    }

    [[nodiscard]] fs::path bigLog() const { return m_options.folder / "big" / "user_logs" / "std_log_0.txt"; }
    [[nodiscard]] fs::path crowdedLog() const { return m_options.folder / "crowded" / "user_logs" / "std_log_0.txt"; }
    [[nodiscard]] fs::path job() const { return m_options.folder / "job"; }
    [[nodiscard]] fs::path larger() const { return m_options.folder / "larger"; }
    [[nodiscard]] fs::path patterns() const { return m_options.folder / "patterns"; }

private:
    static void makeLog(const fs::path& file, const LogShape& shape) {
        std::error_code error;
        if (fs::exists(file) && fs::file_size(file, error) >= shape.bytes)
            return;
        std::printf("Making a log of %llu MB …\n", static_cast<unsigned long long>(shape.bytes / 1'000'000));
        writeLog(file, shape);
    }

    const BenchOptions& m_options;
};

std::vector<Group> groupsOf(const BenchOptions& options, const Inputs& inputs, const std::string& self) {
    const std::vector<std::string> scan{FAULTLINE_CLI, "scan", "--quiet", "--format", "json"};
    const std::string size = std::to_string(options.megabytes) + " MB";
    const std::string big = inputs.bigLog().string(), crowded = inputs.crowdedLog().string(), job = inputs.job().string(),
                      patterns = inputs.patterns().string();
    // A user's ripgrep takes Unicode classes; without them it is faster, which is fairer: the patterns need none.
    const std::vector<std::string> samePatterns{"rg", "-c", "--no-unicode", "-f", patterns};
    std::vector<Group> groups;
    groups.push_back({"Diagnosis of one log of " + size,
                      {{"faultline-cli scan", with(scan, {big})},
                       {"rg -c -f, the same patterns", with(samePatterns, {big})},
                       {"rg -c -f, as a user has it", {"rg", "-c", "-f", patterns, big}},
                       {"rg -c, one literal", {"rg", "-c", "ModuleNotFoundError", big}},
                       {"grep -c, one literal", {"grep", "-c", "ModuleNotFoundError", big}},
                       {"wc -l", {"wc", "-l", big}},
                       {"lnav -n, loading only", {"lnav", "-n", "-c", ":quit", big}},
                       {"lnav -n, one filter", {"lnav", "-n", "-c", ":filter-in ModuleNotFoundError", "-c", ":quit", big}}}});
    groups.push_back({"Diagnosis of one log of " + size + ", every other line an error",
                      {{"faultline-cli scan", with(scan, {crowded})}, {"rg -c -f, the same patterns", with(samePatterns, {crowded})}}});
    groups.push_back(
        {"Diagnosis of " + std::to_string(options.job.files()) + " logs of " + std::to_string(options.job.bytesEach / 1000) + " KB",
         {{"faultline-cli scan", with(scan, {job})},
          {"rg -c -f, the same patterns", with(samePatterns, {job})},
          {"rg -c -f, as a user has it", {"rg", "-c", "-f", patterns, job}},
          {"grep -r -c, one literal", {"grep", "-r", "-c", "ModuleNotFoundError", job}}}});
    groups.push_back(
        {std::to_string(options.knowledge) + " times the knowledge, one log of " + size,
         {{"shipped packs", with(scan, {big})}, {"so many times the articles", with(scan, {"--pack", inputs.larger().string(), big})}}});
    groups.push_back({"Index of the lines of " + size, {{"wc -l", {"wc", "-l", big}}, {"line index, one thread", {self, "--index", big}}}});
    groups.push_back({"Start",
                      {{"faultline-cli --version", {FAULTLINE_CLI, "--version"}},
                       {"faultline-cli knowledge list", {FAULTLINE_CLI, "knowledge", "list"}}}});
    for (Group& group : groups)
        std::erase_if(group.contenders, [](const Contender& contender) {
            return !contender.command.front().contains('/') && !isInstalled(contender.command.front());
        });
    std::erase_if(groups, [&](const Group& group) { return !group.title.contains(options.only); });
    return groups;
}

/// What the log view does with a file that was opened; run as a command of its own, so that it is measured as others are.
int indexLines(const char* path) {
    const auto reader = openFile(path);
    return reader && buildLineIndex(**reader, {}).isComplete() ? 0 : 1;
}

} // namespace

int main(int count, char** values) {
    if (count == 3 && std::strcmp(values[1], "--index") == 0)
        return indexLines(values[2]);
    if (count == 2 && std::strcmp(values[1], "--help") == 0) {
        std::fputs(BenchOptions::help(), stdout);
        return 0;
    }
    const auto options = BenchOptions::from(count, values);
    if (!options)
        return 2;
    const Inputs inputs(*options);
    const KnowledgeBasePointer knowledge = loadKnowledge({{sourcePacks(), true}});
    std::size_t patternCount = 0;
    for (const Article& article : knowledge->articles())
        patternCount += article.matches.size();
    std::printf("%u processors; %zu articles, %zu patterns; page cache warm; every command's output is thrown away\n",
                std::thread::hardware_concurrency(), knowledge->articles().size(), patternCount);

    nlohmann::json json{{"articles", knowledge->articles().size()}, {"patterns", patternCount}, {"groups", nlohmann::json::array()}};
    for (const Group& group : groupsOf(*options, inputs, fs::read_symlink("/proc/self/exe").string()))
        json["groups"].push_back(runGroup(group, options->runs));
    if (options->only.empty())
        json["redaction"] = redaction(inputs.bigLog());
    if (!options->json.empty())
        std::ofstream(options->json) << json.dump(1) << '\n';
    return 0;
}

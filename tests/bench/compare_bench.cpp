// SPDX-License-Identifier: MIT
//
// faultline-compare-bench [--runs N] [--megabytes N] [--files N] [--folder DIR] [--json FILE]
//
// Makes the inputs it needs, then runs the terminal program and the tools that people use instead on them: in one session, in turn (A B C A B C …), after a warm-up that
// puts the inputs into the page cache. Prints the median of wall time, processor time and peak memory of each command and its ratio to the first of its group; the same as JSON.

#include "log_generator.h"
#include "measured_command.h"

#include "knowledge/knowledge_base.h"
#include "report/redaction.h"
#include "text/byte_reader.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
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
    const KnowledgeBasePointer knowledge = loadKnowledge({{FAULTLINE_SOURCE_PACKS, true}});
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

} // namespace

int main(int count, char** values) {
    unsigned runs = 5;
    std::uint64_t megabytes = 1000, files = 20000;
    fs::path folder = fs::temp_directory_path() / "faultline-bench";
    std::string jsonFile;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string option = values[i];
        if (option == "--runs")
            runs = static_cast<unsigned>(std::atoi(values[i + 1]));
        else if (option == "--megabytes")
            megabytes = static_cast<std::uint64_t>(std::atoll(values[i + 1]));
        else if (option == "--files")
            files = static_cast<std::uint64_t>(std::atoll(values[i + 1]));
        else if (option == "--folder")
            folder = values[i + 1];
        else if (option == "--json")
            jsonFile = values[i + 1];
    }
    const fs::path big = folder / "big" / "user_logs" / "std_log_0.txt", many = folder / "many", larger = folder / "larger",
                   patterns = folder / "patterns";
    std::error_code error;
    if (!fs::exists(big) || fs::file_size(big, error) < megabytes * 1'000'000) {
        std::printf("Making a log of %llu MB …\n", static_cast<unsigned long long>(megabytes));
        writeLog(big, {megabytes * 1'000'000, 0.0001, 0.00001, 0});
    }
    if (!fs::exists(many / "logs")) {
        std::printf("Making %llu files of 20 KB …\n", static_cast<unsigned long long>(files));
        writeJob(many, files, 20'000);
    }
    fs::remove_all(larger, error);
    writeLargerKnowledge(FAULTLINE_SOURCE_PACKS, larger, 10);
    writePatterns(patterns);
    const KnowledgeBasePointer knowledge = loadKnowledge({{FAULTLINE_SOURCE_PACKS, true}});
    std::size_t patternCount = 0;
    for (const Article& article : knowledge->articles())
        patternCount += article.matches.size();
    std::printf("%u processors; %zu articles, %zu patterns; page cache warm; every command's output is thrown away\n",
                std::thread::hardware_concurrency(), knowledge->articles().size(), patternCount);

    const std::vector<std::string> scan{FAULTLINE_CLI, "scan", "--quiet", "--format", "json"};
    const auto with = [](std::vector<std::string> command, std::vector<std::string> more) {
        command.insert(command.end(), more.begin(), more.end());
        return command;
    };
    std::vector<Group> groups;
    const std::string bigFolder = (folder / "big").string();
    Group one{"Diagnosis of one log of " + std::to_string(megabytes) + " MB", {{"faultline-cli scan", with(scan, {bigFolder})}}};
    if (isInstalled("rg"))
        one.contenders.push_back({"rg -c -f, the same patterns", {"rg", "-c", "--no-unicode", "-f", patterns.string(), big.string()}});
    if (isInstalled("rg"))
        one.contenders.push_back({"rg -c, one literal", {"rg", "-c", "ModuleNotFoundError", big.string()}});
    one.contenders.push_back({"grep -c, one literal", {"grep", "-c", "ModuleNotFoundError", big.string()}});
    one.contenders.push_back({"wc -l", {"wc", "-l", big.string()}});
    if (isInstalled("lnav"))
        one.contenders.push_back({"lnav -n, loading only", {"lnav", "-n", "-c", ":quit", big.string()}});
    groups.push_back(one);
    Group small{"Diagnosis of " + std::to_string(files) + " files of 20 KB", {{"faultline-cli scan", with(scan, {many.string()})}}};
    if (isInstalled("rg"))
        small.contenders.push_back({"rg -c -f, the same patterns", {"rg", "-c", "--no-unicode", "-f", patterns.string(), many.string()}});
    small.contenders.push_back({"grep -r -c, one literal", {"grep", "-r", "-c", "ModuleNotFoundError", many.string()}});
    groups.push_back(small);
    groups.push_back(
        {"Ten times the knowledge, one log of " + std::to_string(megabytes) + " MB",
         {{"shipped packs", with(scan, {bigFolder})}, {"ten times the articles", with(scan, {"--pack", larger.string(), bigFolder})}}});
    groups.push_back({"Start",
                      {{"faultline-cli --version", {FAULTLINE_CLI, "--version"}},
                       {"faultline-cli knowledge list", {FAULTLINE_CLI, "knowledge", "list"}}}});

    nlohmann::json json{{"articles", knowledge->articles().size()}, {"patterns", patternCount}, {"groups", nlohmann::json::array()}};
    for (const Group& group : groups)
        json["groups"].push_back(runGroup(group, runs));
    json["redaction"] = redaction(big);
    if (!jsonFile.empty())
        std::ofstream(jsonFile) << json.dump(1) << '\n';
    return 0;
}

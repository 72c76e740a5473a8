// SPDX-License-Identifier: MIT
#include "log_generator.h"

#include "job/layout.h"
#include "knowledge/knowledge_base.h"

#include <cctype>
#include <format>
#include <fstream>
#include <random>
#include <string>

namespace faultline::bench {

namespace {

std::string ordinaryLine(std::mt19937_64& random, std::uint64_t number) {
    const std::uint64_t second = number / 40;
    const std::string time =
        std::format("2026-01-05 {:02}:{:02}:{:02},{:03}", 10 + second / 3600 % 14, second / 60 % 60, second % 60, number % 1000);
    switch (random() % 10) {
    case 0:
        return std::format("INFO:score:predicted {} rows with shape ({}, 12) values [{}, {}, {}]\n", random() % 1000, number % 50,
                           random() % 9, random() % 9, random() % 9);
    case 1:
    case 2:
    case 3:
        return std::format("{}|DEBUG|{}|queue depth {}, memory {} MB, batch {{\"id\": {}, \"dequeue_count\": 1, \"minibatch\": [0]}}\n",
                           time, 214 + number % 16, number % 97, 100 + random() % 800, number);
    case 4:
        return std::format("{}|WARNING|{}|The heartbeat of process{:03} is {} ms late.\n", time, 214 + number % 16, number % 8,
                           random() % 4000);
    default:
        return std::format("{}|INFO|{}|Processing mini-batch {} of 200000, file "
                           "/mnt/azureml/cr/j/7f3a/cap/data-capability/wd/input/part-{:06}.csv in 0.{:03} seconds.\n",
                           time, 214 + number % 16, number % 200000, number % 1000000, random() % 1000);
    }
}

constexpr std::string_view traceback =
    "Traceback (most recent call last):\n"
    "  File \"/mnt/azureml/cr/j/7f3a/exe/wd/driver/azureml_user/parallel_run/score_module.py\", line 131, in call_run\n"
    "    return self.module.run(mini_batch)\n"
    "  File \"/mnt/azureml/cr/j/7f3a/exe/wd/score.py\", line 48, in run\n"
    "    frame = pandas.read_csv(path)\n"
    "ModuleNotFoundError: No module named 'sklearn'\n";

void writeLines(std::ofstream& file, const LogShape& shape, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::uint64_t written = 0, number = seed * 1000;
    bool longWritten = shape.longLine == 0;
    std::string block;
    const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1.0p-53; };
    while (written < shape.bytes) {
        block.clear();
        while (block.size() < (1 << 20) && written + block.size() < shape.bytes) {
            const double draw = share();
            if (draw < shape.tracebacks)
                block += traceback;
            else if (draw < shape.tracebacks + shape.errors)
                block += std::format("2026-01-05 10:03:11,106|ERROR|214|The sensor {} of line {} did not answer.\n", random() % 100,
                                     random() % 10);
            else
                block += ordinaryLine(random, number++);
        }
        if (!longWritten && written >= shape.bytes / 2) {
            block += std::string(shape.longLine, 'x') + "\n";
            longWritten = true;
        }
        file.write(block.data(), static_cast<std::streamsize>(block.size()));
        written += block.size();
    }
}

/// Every run of six or more letters gets a letter more: another text of the same kind.
std::string changedLiterals(const std::string& pattern, unsigned copy) {
    std::string result;
    std::size_t letters = 0;
    bool inGroupName = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (c == '<')
            inGroupName = true;
        if (std::isalpha(static_cast<unsigned char>(c)) && !inGroupName && (i == 0 || pattern[i - 1] != '\\'))
            ++letters;
        else
            letters = 0;
        result += c;
        if (letters == 6)
            result += static_cast<char>('a' + copy % 26);
        if (c == '>')
            inGroupName = false;
    }
    return result;
}

} // namespace

void writeLog(const std::filesystem::path& path, const LogShape& shape) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    writeLines(file, shape, 1);
}

void writeJob(const std::filesystem::path& folder, const JobShape& shape) {
    const std::filesystem::path logs = folder / "logs";
    LogShape lines = shape.lines;
    lines.bytes = shape.bytesEach;
    std::uint64_t seed = 1;
    for (std::uint64_t node = 0; node < shape.nodes; ++node) {
        const std::filesystem::path printed = logs / "user" / "stdout" / std::to_string(node),
                                    own = logs / "sys" / "node" / std::to_string(node);
        std::filesystem::create_directories(printed);
        std::filesystem::create_directories(own);
        for (std::uint64_t process = 0; process < shape.processes; ++process) {
            std::ofstream output(printed / std::format("process{:03}.stdout.txt", process), std::ios::binary);
            writeLines(output, lines, ++seed);
            std::ofstream worker(own / std::format("process{:03}.txt", process), std::ios::binary);
            writeLines(worker, lines, ++seed);
        }
    }
    std::filesystem::create_directories(logs / "user" / "error" / "0");
    std::ofstream(logs / "user" / "error" / "0" / "process000.txt") << traceback;
    std::ofstream(logs / "job_result.txt") << "The job failed.\n";
    std::filesystem::create_directories(folder / "user_logs");
    std::ofstream driver(folder / "user_logs" / "std_log_0.txt", std::ios::binary);
    writeLines(driver, lines, ++seed);
}

void writeLargerKnowledge(const std::filesystem::path& packs, const std::filesystem::path& folder, unsigned times) {
    const KnowledgeBasePointer knowledge = loadKnowledge({{packs.string(), true}});
    std::filesystem::create_directories(folder / "articles");
    std::ofstream(folder / "pack.yaml") << "id: larger\ntitle: Larger\nversion: 1.0.0\ndescription: Copies.\n";
    for (unsigned copy = 1; copy < times; ++copy)
        for (const Article& article : knowledge->articles()) {
            if (article.matches.empty())
                continue;
            const std::string id = article.id + "-copy" + std::to_string(copy);
            std::ofstream file(folder / "articles" / (id + ".md"));
            file << "---\nid: " << id
                 << "\ntitle: Copy\nsummary: Copy\nrole: noise\nseverity: info\nstage: run\napplies-to: [any]\nevidence: "
                    "general\nconfidence: low\nmatches:\n";
            for (const Match& match : article.matches) {
                std::string quoted;
                for (const char c : changedLiterals(match.pattern, copy))
                    quoted += c == '\'' ? std::string("''") : std::string(1, c);
                file << "  - pattern: '" << quoted << "'\n";
            }
            file << "examples:\n  - {text: a, finds: true}\n  - {text: b, finds: false}\n---\n## Reason\nCopy.\n## Solution\nNone.\n";
        }
}

} // namespace faultline::bench

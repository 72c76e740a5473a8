// SPDX-License-Identifier: MIT
#include "bench_options.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <functional>
#include <map>

namespace faultline::bench {

namespace {

template <typename Number>
bool read(std::string_view text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

const char* BenchOptions::help() {
    return R"(Measures Faultline beside the tools that people use instead, in one run, in turn (A B C A B C …),
after a round that warms up. Prints medians of wall time, processor time and peak memory of each command,
and the ratio to the first of its group. Inputs are made when they are missing and kept for the next time.

  --runs N          rounds that count (5)
  --only WORDS      groups whose title contains these words, case as written
  --json FILE       the figures as JSON as well
  --folder DIR      where inputs are made (faultline-bench in the folder for temporary files)

The large log
  --megabytes N     its size (1000)
  --errors SHARE    share of lines of level ERROR that no article knows (0.0001)
  --tracebacks SHARE  share of lines that are a whole known traceback (0.00001)
  --long-line N     bytes of one long line in its middle (0: none)

The job's folder
  --nodes N         (100) machines
  --processes N     (100) on each; every process writes two logs
  --bytes N         (20000) of each log

The knowledge
  --knowledge N     times as many articles, in the group that measures that (10)

Delete the folder after changing what inputs are made of.
)";
}

std::optional<BenchOptions> BenchOptions::from(int count, char** values) {
    BenchOptions options;
    const auto number = [](auto& into) { return [&into](std::string_view text) { return read(text, into); }; };
    const auto text = [](auto& into) {
        return [&into](std::string_view value) {
            into = std::string(value);
            return true;
        };
    };
    const auto passedOver = [](std::string_view) { return true; }; // of the benchmark of the window, which is run with the same options
    const std::map<std::string_view, std::function<bool(std::string_view)>> known{
        {"--runs", number(options.runs)},
        {"--only", text(options.only)},
        {"--json", text(options.json)},
        {"--folder", text(options.folder)},
        {"--megabytes", number(options.megabytes)},
        {"--errors", number(options.log.errors)},
        {"--tracebacks", number(options.log.tracebacks)},
        {"--long-line", number(options.log.longLine)},
        {"--nodes", number(options.job.nodes)},
        {"--processes", number(options.job.processes)},
        {"--bytes", number(options.job.bytesEach)},
        {"--knowledge", number(options.knowledge)},
        {"--window-megabytes", passedOver},
        {"--window-folder", passedOver},
    };
    for (int i = 1; i < count; ++i) {
        const auto option = known.find(values[i]);
        if (option == known.end() || ++i >= count || !option->second(values[i])) {
            std::fprintf(stderr, "What does “%s” mean? --help tells what there is.\n", values[std::min(i, count - 1)]);
            return std::nullopt;
        }
    }
    options.log.bytes = options.megabytes * 1'000'000;
    options.job.lines = options.log;
    options.job.lines.longLine = 0;
    options.job.lines.tracebacks = 0;
    return options;
}

} // namespace faultline::bench

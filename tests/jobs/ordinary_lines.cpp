// SPDX-License-Identifier: MIT
#include "ordinary_lines.h"

#include <algorithm>
#include <format>

namespace faultline::tests::ordinary {

LogPlan::Ordinary workerLines(unsigned pid, bool loggerNames) {
    return [=](double at, std::uint64_t index, Dice& dice) {
        const auto line = loggerNames ? lines::worker2020 : lines::worker;
        switch (index % 5) {
        case 0: return line(at, "INFO", pid, std::format("Picked mini batch {}, dequeue count 1.", dice.roll(100'000)));
        case 1: return line(at, "DEBUG", pid, std::format("Calling run() with {} items, 0 errors so far.", 1 + dice.roll(20)));
        case 2:
            return line(at, "INFO", pid,
                        std::format("run() returned {} rows in {}.{:03} seconds.", dice.roll(2000), dice.roll(50), dice.roll(1000)));
        case 3: return line(at, "DEBUG", pid, std::format("Memory {} MB resident, {} threads.", 300 + dice.roll(900), 8 + dice.roll(8)));
        default:
            return line(at, "INFO", pid,
                        std::format("Total 2, succeeded 2, failed 0, process time {}.{:02} seconds.", dice.roll(40), dice.roll(100)));
        }
    };
}

LogPlan::Ordinary agentLines(unsigned pid) {
    return [=](double at, std::uint64_t index, Dice& dice) {
        return index % 9 == 8
                   ? lines::master(at, "ERROR", pid, std::format("Failed to set task visible because of ({}, 1).", 100 + dice.roll(200)))
                   : lines::master(at, "DEBUG", pid, std::format("Workers alive, cpu {}%, memory {}%.", dice.roll(90), 10 + dice.roll(50)));
    };
}

LogPlan::Ordinary masterLines(std::uint64_t miniBatches) {
    return [=](double at, std::uint64_t index, Dice& dice) {
        return index % 2 == 0
                   ? lines::master(at, "INFO", 96,
                                   std::format("Save checkpoint for folder 0, offset {}, task_id {}, total_items {}, finished=False.",
                                               index * 2, index % miniBatches, index * 2))
                   : lines::master(at, "DEBUG", 96,
                                   std::format("Poll {}: {} pending, {} processing.", index, dice.roll(miniBatches), dice.roll(12)));
    };
}

LogPlan::Ordinary printedLines() {
    return [](double, std::uint64_t index, Dice& dice) {
        switch (index % 4) {
        case 0:
            return std::format("INFO:score:scored part-{:05}.csv: {} rows in {}.{:02} s", dice.roll(90'000), dice.roll(4000), dice.roll(9),
                               dice.roll(100));
        case 1: return std::format("mean absolute error 0.{:04}, 0 failures", dice.roll(10'000));
        case 2: return std::format("INFO:score:column error_code holds {} distinct values", dice.roll(40));
        default: return std::format("batch of {} items done", 1 + dice.roll(10));
        }
    };
}

LogPlan::Ordinary trainingLines() {
    return [](double at, std::uint64_t index, Dice& dice) {
        switch (index % 3) {
        case 0:
            return std::format("Epoch {:3}: loss {}.{:04}, validation error 0.{:04}", index / 3 + 1, dice.roll(3), dice.roll(10'000),
                               dice.roll(10'000));
        case 1:
            return std::format("{} INFO train: {} samples/s, learning rate 1e-{}", lines::logTime(at), dice.roll(4000), 3 + dice.roll(3));
        default: return std::format("step {} of 9000, gradient norm 0.{:03}", dice.roll(9000), dice.roll(1000));
        }
    };
}

LogPlan::Ordinary progressLines(std::uint64_t miniBatches, double end) {
    return [=](double at, std::uint64_t, Dice&) {
        const auto done = static_cast<std::uint64_t>(static_cast<double>(miniBatches) * std::max(0.0, at - 60) / (end - 40));
        if (done == 0) {
            return lines::overview(at, "No task has been processed yet.");
        }
        const auto seconds = static_cast<unsigned>(at - 20);
        return lines::overview(at, std::format("Processed {} of {} mini batches in 0:{:02}:{:02}. Estimated remaining time 0:0{}:{:02}.",
                                               done, miniBatches, seconds / 60, seconds % 60, static_cast<unsigned>(end - at) / 60 % 10,
                                               static_cast<unsigned>(end - at) % 60));
    };
}

LogPlan::Ordinary serviceLines(const std::string& target) {
    return [=](double at, std::uint64_t index, Dice& dice) {
        switch (index % 4) {
        case 0: return lines::service(at, "INFO", target + ": grpc_utils::health: Watched child process is alive");
        case 1: return lines::service(at, "WARN", target + ": grpc_utils::trace: failed to inject span context to grpc request");
        case 2:
            return lines::service(at, "INFO",
                                  std::format("{}: tick time.busy={}.{:02}µs time.idle={}.{:02}s", target, dice.roll(99), dice.roll(100),
                                              dice.roll(9), dice.roll(100)));
        default: return lines::service(at, "INFO", std::format("{}: sent {} records, 0 errors", target, dice.roll(400)));
        }
    };
}

LogPlan::Ordinary mountLines() {
    return [](double at, std::uint64_t index, Dice& dice) {
        return index % 12 == 11
                   ? lines::service(at, "WARN", "rslex::http: non-successful response method=HEAD status=404 path=predictions.csv")
                   : lines::service(
                         at, "INFO",
                         std::format("rslex::http: GET https://contoso.blob.core.windows.net/data/part-{:05}.csv status=200 bytes={}",
                                     index, dice.roll(90'000)));
    };
}

LogPlan::Ordinary agentChatter() {
    return [](double at, std::uint64_t index, Dice& dice) {
        return index % 2 == 0
                   ? lines::legacyAgent(
                         at, std::format("Attempt 1 of http call to http://10.0.0.{}:16384/sendlogstoartifacts/info", 4 + dice.roll(4)))
                   : lines::legacyAgent(at, std::format("Got status {} from the artifact service", 200 + dice.roll(2)));
    };
}

LogPlan::Ordinary resourceRows() {
    return [](double at, std::uint64_t index, Dice& dice) {
        const std::uint64_t used = 3000 + dice.roll(2000);
        return std::format("{},{}.{},16008,{},{},{}.{},{},{},{}.0,{}.0,{}.1,{}.2,{},2", lines::isoTime(at), dice.roll(95), dice.roll(10),
                           16008 - used, used, used / 160, used % 10, 400 * index + dice.roll(400), 90 * index + dice.roll(90), 20 * index,
                           5 * index, index, 30 * index, 20 + dice.roll(20));
    };
}

} // namespace faultline::tests::ordinary

// SPDX-License-Identifier: MIT
#include "diagnosis/run_numbers.h"

#include "text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>
#include <optional>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::RunNumbers)
};

QString peakText(double percent, const std::string& node) {
    const QString value = Say::tr("%1 %", "per cent").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0));
    return node.empty() ? value : Say::tr("%1 on node %2").arg(value, setApart(toLine(node)));
}

QString secondsText(std::uint64_t seconds) {
    return durationText(std::chrono::seconds(seconds));
}

} // namespace

std::vector<RunNumber> runNumbers(const RunDiagnosis& run) {
    const RunSummary& summary = run.summary;
    std::vector<RunNumber> rows;
    const auto add = [&rows](const QString& name, const QString& value) { rows.push_back({name, value}); };
    if (summary.nodes > 0)
        add(Say::tr("Nodes"), numberText(summary.nodes));
    if (summary.processes > 0)
        add(Say::tr("Processes"), numberText(summary.processes));
    if (summary.restarts > 0)
        add(Say::tr("Restarts"), Say::tr("%Ln process(es) started in place of another", nullptr, static_cast<int>(summary.restarts)));
    if (const auto duration = summary.duration()) {
        add(Say::tr("Duration"), durationText(*duration));
        add(Say::tr("First line"), momentText(*summary.first));
        add(Say::tr("Last line"), momentText(*summary.last));
    }
    const auto addCount = [&add](const QString& name, const std::optional<std::uint64_t>& count) {
        if (count)
            add(name, numberText(*count));
    };
    addCount(Say::tr("Mini-batches scheduled"), summary.miniBatches);
    addCount(Say::tr("… done"), summary.miniBatchesDone);
    addCount(Say::tr("… failed"), summary.miniBatchesFailed);
    addCount(Say::tr("… timed out"), summary.miniBatchesTimedOut);
    addCount(Say::tr("Items"), summary.items);
    addCount(Say::tr("… failed", "items"), summary.itemsFailed);
    if (const NodePeak* const peak = summary.fullestMemory())
        add(Say::tr("Peak memory"), peakText(*peak->memoryPercent, peak->node));
    if (const NodePeak* const peak = summary.fullestDisk())
        add(Say::tr("Peak disk"), peakText(*peak->diskPercent, peak->node));
    if (summary.timeoutConfigured)
        add(Say::tr("Time limit asked for"), secondsText(*summary.timeoutConfigured));
    if (summary.timeoutLogged)
        add(Say::tr("Time limit in force"), secondsText(*summary.timeoutLogged));
    return rows;
}

QString runHeadline(const RunDiagnosis& run) {
    const RunSummary& summary = run.summary;
    QStringList parts;
    if (summary.nodes > 0)
        parts << Say::tr("%Ln node(s)", nullptr, static_cast<int>(summary.nodes));
    if (summary.processes > 0)
        parts << Say::tr("%Ln process(es)", nullptr, static_cast<int>(summary.processes));
    if (summary.miniBatches)
        parts << Say::tr("%Ln mini-batch(es)", nullptr, static_cast<int>(*summary.miniBatches));
    if (const auto duration = summary.duration())
        parts << durationText(*duration);
    return parts.isEmpty() ? Say::tr("Numbers of the job") : parts.join(QStringLiteral(", "));
}

} // namespace faultline

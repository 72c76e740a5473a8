// SPDX-License-Identifier: MIT
#include "diagnosis/run_numbers.h"

#include "text/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <optional>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::RunNumbers)
};

constexpr std::size_t nodeLimit = 16;

QString percentText(double percent) {
    return Say::tr("%1 %", "per cent").arg(QLocale().toString(percent, 'f', percent < 10 ? 1 : 0));
}

QString fullnessText(const NodePeak& peak) {
    QStringList parts;
    if (peak.memoryPercent)
        parts << Say::tr("memory %1").arg(percentText(*peak.memoryPercent));
    if (peak.diskPercent)
        parts << Say::tr("disk %1").arg(percentText(*peak.diskPercent));
    return parts.join(QStringLiteral(", "));
}

QString peakText(double percent, const std::string& node) {
    return node.empty() ? percentText(percent) : Say::tr("%1 on node %2").arg(percentText(percent), setApart(toLine(node)));
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
    if (summary.attempts > 1)
        add(Say::tr("Attempts"), numberText(summary.attempts));
    if (summary.restarts > 0)
        add(Say::tr("Restarts"), Say::tr("%Ln process(es) started in place of another", nullptr, forPlural(summary.restarts)));
    if (const auto duration = summary.duration()) {
        add(Say::tr("Duration"), durationText(*duration));
        add(Say::tr("First line"), momentText(*summary.first));
        add(Say::tr("Last line"), momentText(*summary.last));
    }
    const auto addCount = [&add](const QString& name, const std::optional<std::uint64_t>& count) {
        if (count)
            add(name, numberText(*count));
    };
    addCount(Say::tr("Mini-batches"), summary.miniBatches);
    addCount(Say::tr("… scheduled"), summary.miniBatchesScheduled);
    addCount(Say::tr("… done"), summary.miniBatchesDone);
    addCount(Say::tr("… failed"), summary.miniBatchesFailed);
    addCount(Say::tr("… timed out"), summary.miniBatchesTimedOut);
    addCount(Say::tr("Items"), summary.items);
    addCount(Say::tr("… failed", "items"), summary.itemsFailed);
    if (const NodePeak* const peak = summary.fullestMemory())
        add(Say::tr("Peak memory"), peakText(*peak->memoryPercent, peak->node));
    if (const NodePeak* const peak = summary.fullestDisk())
        add(Say::tr("Peak disk"), peakText(*peak->diskPercent, peak->node));
    if (summary.peaks.size() > 1) {
        const std::size_t shown = std::min(summary.peaks.size(), nodeLimit);
        for (std::size_t i = 0; i < shown; ++i)
            add(Say::tr("Node %1", "name of a row").arg(setApart(toLine(summary.peaks[i].node))), fullnessText(summary.peaks[i]));
        if (summary.peaks.size() > shown)
            add({}, Say::tr("and %Ln more node(s)", nullptr, forPlural(summary.peaks.size() - shown)));
    }
    if (summary.timeoutConfigured)
        add(Say::tr("Time limit asked for"), secondsText(*summary.timeoutConfigured));
    if (summary.timeoutOverhead)
        add(Say::tr("… added by the runtime", "to a time limit"), secondsText(*summary.timeoutOverhead));
    if (summary.timeoutLogged)
        add(Say::tr("Time limit in force"), secondsText(*summary.timeoutLogged));
    return rows;
}

QString runHeadline(const RunDiagnosis& run) {
    const RunSummary& summary = run.summary;
    QStringList parts;
    if (summary.nodes > 0)
        parts << Say::tr("%Ln node(s)", nullptr, forPlural(summary.nodes));
    if (summary.processes > 0)
        parts << Say::tr("%Ln process(es)", nullptr, forPlural(summary.processes));
    if (summary.miniBatches)
        parts << Say::tr("%Ln mini-batch(es)", nullptr, forPlural(*summary.miniBatches));
    if (const auto duration = summary.duration())
        parts << durationText(*duration);
    return parts.isEmpty() ? Say::tr("Numbers of the job") : parts.join(QStringLiteral(", "));
}

} // namespace faultline

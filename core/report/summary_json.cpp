// SPDX-License-Identifier: MIT
#include "report/summary_json.h"

namespace faultline {

nlohmann::ordered_json summaryJson(const RunSummary& summary, const std::function<std::string(std::string_view)>& text) {
    using Json = nlohmann::ordered_json;
    Json numbers{{"nodes", summary.nodes}, {"processes", summary.processes}};
    const auto number = [&](const char* name, const auto& value) {
        if (value)
            numbers[name] = *value;
    };
    number("miniBatches", summary.miniBatches);
    number("miniBatchesScheduled", summary.miniBatchesScheduled);
    number("miniBatchesDone", summary.miniBatchesDone);
    number("miniBatchesFailed", summary.miniBatchesFailed);
    number("miniBatchesTimedOut", summary.miniBatchesTimedOut);
    number("items", summary.items);
    number("itemsFailed", summary.itemsFailed);
    if (const NodePeak* const peak = summary.fullestMemory()) {
        numbers["peakMemoryPercent"] = *peak->memoryPercent;
        numbers["peakMemoryNode"] = text(peak->node);
    }
    if (const NodePeak* const peak = summary.fullestDisk()) {
        numbers["peakDiskPercent"] = *peak->diskPercent;
        numbers["peakDiskNode"] = text(peak->node);
    }
    if (!summary.peaks.empty()) {
        Json peaks = Json::array();
        for (const NodePeak& peak : summary.peaks) {
            Json node{{"node", text(peak.node)}};
            if (peak.memoryPercent)
                node["memoryPercent"] = *peak.memoryPercent;
            if (peak.diskPercent)
                node["diskPercent"] = *peak.diskPercent;
            peaks.push_back(std::move(node));
        }
        numbers["peaks"] = std::move(peaks);
    }
    number("timeoutLogged", summary.timeoutLogged);
    number("timeoutConfigured", summary.timeoutConfigured);
    number("timeoutOverhead", summary.timeoutOverhead);
    if (summary.restarts > 0)
        numbers["restarts"] = summary.restarts;
    if (summary.attempts > 1)
        numbers["attempts"] = summary.attempts;
    numbers["first"] = summary.first ? Json(summary.first->toIso()) : Json(nullptr);
    numbers["last"] = summary.last ? Json(summary.last->toIso()) : Json(nullptr);
    if (const auto duration = summary.duration())
        numbers["durationSeconds"] = duration->count();
    return numbers;
}

} // namespace faultline

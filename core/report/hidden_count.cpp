// SPDX-License-Identifier: MIT
#include "report/hidden_count.h"

#include <algorithm>
#include <format>

namespace faultline {

HiddenCount::HiddenCount(const Redactor* redactor) : m_redactor(redactor) {
    if (redactor)
        m_before = redactor->hidden();
}

std::vector<std::pair<std::string, std::uint64_t>> HiddenCount::kinds() const {
    if (!m_redactor)
        return {};
    std::vector<std::pair<std::string, std::uint64_t>> list;
    for (auto& [kind, count] : m_redactor->hidden()) {
        const auto before = std::ranges::find(m_before, kind, &std::pair<std::string, std::uint64_t>::first);
        if (const std::uint64_t since = count - (before == m_before.end() ? 0 : before->second); since > 0)
            list.emplace_back(std::move(kind), since);
    }
    return list;
}

std::string HiddenCount::sentence() const {
    std::string list;
    for (const auto& [kind, count] : kinds())
        list += (list.empty() ? "" : ", ") + kind + std::format(" ({})", count);
    return list.empty() ? list : "Hidden in this report: " + list + ".";
}

} // namespace faultline

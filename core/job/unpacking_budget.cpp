// SPDX-License-Identifier: MIT
#include "job/unpacking_budget.h"

#include "text/temporary_file.h"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::uint64_t lookEvery = 64ULL << 20;

std::string sizeOf(std::uint64_t bytes) {
    return bytes >= (1U << 20U) ? std::to_string(bytes >> 20U) + " MiB" : std::to_string((bytes + 1023) >> 10U) + " KiB";
}

} // namespace

UnpackingBudget::UnpackingBudget(const SourceLimits& limits, std::uint64_t packedSize)
    : m_limits(limits), m_packedSize(std::max<std::uint64_t>(packedSize, 1)), m_nextLook(lookEvery) {}

std::string UnpackingBudget::take(std::uint64_t bytes, const TemporaryFile* file) {
    m_taken += bytes;
    if (m_taken > m_limits.unpackedBytes || (m_taken > m_limits.ratioFrom && m_taken / m_packedSize > m_limits.ratio))
        return "it unpacks to far more than a job's logs would (" + sizeOf(m_taken) + " so far, from " + sizeOf(m_packedSize) +
               "); reading stopped here";
    if (file && m_taken >= m_nextLook) {
        m_nextLook = m_taken + lookEvery;
        if (const std::uint64_t room = file->freeBytes(); room < m_limits.freeBytes)
            return "only " + sizeOf(room) +
                   " are free in the temporary folder; reading stopped here. Set TMPDIR to a folder with more room";
    }
    return {};
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "job/job_source.h"

#include <cstdint>
#include <string>

namespace faultline {

class TemporaryFile;

/// Watches over unpacking, so that no bomb fills the disk.
class UnpackingBudget {
public:
    UnpackingBudget(const SourceLimits& limits, std::uint64_t packedSize);

    /// To be told of every block before it is kept in `file` (null: in memory). Returns why no more is to be unpacked; empty while all is well.
    [[nodiscard]] std::string take(std::uint64_t bytes, const TemporaryFile* file);

    [[nodiscard]] std::uint64_t taken() const { return m_taken; }

private:
    SourceLimits m_limits;
    std::uint64_t m_packedSize;
    std::uint64_t m_taken = 0;
    std::uint64_t m_nextLook; ///< at how many bytes the disk is looked at next
};

} // namespace faultline

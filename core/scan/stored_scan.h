// SPDX-License-Identifier: MIT
#pragma once

#include "scan/scan_state.h"
#include "scan/sighting.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace faultline {

/// What was found in a job, in a form that can be written down. Places in the knowledge are by index: it is of use with the same knowledge only.
struct StoredScan {
    struct File {
        std::string path; ///< these four as in `JobFile`
        std::uint64_t size = 0;
        std::int64_t modified = 0;
        std::string role;
        std::shared_ptr<const FileScan> scan; ///< null: the file was not scanned; without `FileScan::index` and `FileScan::state`
        ContentProof proof;                   ///< of files in which much was found; of no size for others
    };
    std::vector<File> files;

    [[nodiscard]] std::string toBytes() const;
    /// Nothing where the bytes are not all of what `toBytes` once made. Takes any bytes.
    [[nodiscard]] static std::optional<StoredScan> fromBytes(std::string_view bytes);
};

} // namespace faultline

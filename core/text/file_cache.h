// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace faultline {

/// Values kept in files of a folder from one start to the next, for what costs more to work out again. It only ever holds copies: safe to delete at any time, shared by all
/// programs of the user that run, and a failure to read or write it costs time, nothing else; so it reports none.
///
/// Nothing that lies there is trusted blindly: a value bears its whole key and a checksum, and what does not fit is not there. Whether a value that is whole also makes sense
/// is for the caller to see. Thread-safe.
class FileCache {
public:
    struct Limits {
        std::uint64_t bytes = 64ULL << 20; ///< of all values together; a larger one is not kept
        std::size_t files = 16;
    };

    /// `folder` is made, with its parents, when the first value is written: for its owner alone (0700). Empty: nothing is ever kept. `kind` parts the values of one use from
    /// those of others in the same folder; it begins their files' names.
    FileCache(std::string folder, std::string kind, Limits limits);

    /// The value that was written last under that key, if it is still there and whole.
    [[nodiscard]] std::optional<std::string> read(std::string_view key) const;
    /// Keeps a value; those that were not asked for longest go where the limits say so.
    void write(std::string_view key, std::string_view value) const;

private:
    [[nodiscard]] std::string pathOf(std::string_view key) const;
    void makeRoom() const;

    std::string m_folder, m_kind;
    Limits m_limits;
};

} // namespace faultline

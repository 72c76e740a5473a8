// SPDX-License-Identifier: MIT
#pragma once

#include "text/byte_reader.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faultline {

/// Replaces secrets and personal data by stand-ins such as `<sas-signature-1>`.
///
/// Use one for each report: within it, equal secrets get equal stand-ins, however they are escaped. What is hidden: SAS signatures, account keys, the secret
/// parts of connection strings, bearer, JSON web and run tokens, private keys, passwords on command lines, values that are named `secret`, `password`, `token` or `…key`, passwords in addresses, device login codes,
/// subscription, tenant and object ids where they are named as such, e-mail addresses, and user names in paths. Everything else stays byte for byte: paths, run names,
/// other ids, names of accounts, and the line ends. An id once
/// named as a subscription's, tenant's or object's is hidden from then on wherever it stands. Text that was redacted before stays as it is. Not thread-safe.
class Redactor {
public:
    struct Options {
        bool privateAddresses = false; ///< also addresses of private networks: 10.x, 172.16–31.x, 192.168.x, fc00::/7, fe80::/10
    };

    Redactor();
    explicit Redactor(Options options);
    ~Redactor();
    Redactor(const Redactor&) = delete;
    Redactor& operator=(const Redactor&) = delete;

    /// `text`, of one line or many, in any ASCII-compatible encoding, with every secret replaced.
    [[nodiscard]] std::string operator()(std::string_view text);

    /// Kinds in words (`SAS signatures`) and how often each was hidden so far; without those that were not met.
    [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> hidden() const;

private:
    friend Expected<void> redactStream(const ByteReader& reader, const std::function<void(std::string_view)>& out, Redactor& redactor,
                                       std::stop_token stop);
    struct Private;
    std::unique_ptr<Private> d;
};

/// Redacts a whole file in constant memory, lines of any length included. `out` gets the text in pieces, in order. The reader's text has to be ASCII-compatible (see
/// `utf8Reader`). Ends early, with what was handed out so far, when `stop` is requested; fails when the file cannot be read further.
[[nodiscard]] Expected<void> redactStream(const ByteReader& reader, const std::function<void(std::string_view)>& out, Redactor& redactor,
                                          std::stop_token stop = {});

} // namespace faultline

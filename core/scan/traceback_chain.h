// SPDX-License-Identifier: MIT
#pragma once

#include "scan/sighting.h"

#include <optional>
#include <string_view>

namespace faultline {

/// How an exception stands to the next one by the words between them; nothing where the text is not such words.
[[nodiscard]] std::optional<ChainLink> readChainMark(std::string_view text);

/// Python says of any exception that is raised while another is handled that it happened "during handling". Mostly the code that caught the first raises the other in
/// its place, which makes the first its cause; where it called something else that failed, such as the import of another package, it had the first one done with.
[[nodiscard]] ChainLink linkDuringHandling(const RaisedException& first, const RaisedException& next);

/// Whether it is one that other exceptions are members of.
[[nodiscard]] bool isGroup(const RaisedException& exception);

} // namespace faultline

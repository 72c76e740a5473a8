// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace faultline {

/// `text` (UTF-8) with its long paths cut from the left: of `/mnt/azureml/cr/j/0f3a/cap/data-capability/wd/INPUT_images/a.jpg` stays `…/INPUT_images/a.jpg`, of one
/// behind `https://` that as well. Where a file was mounted tells nothing; its name does.
[[nodiscard]] std::string withShortPaths(std::string_view text);

} // namespace faultline

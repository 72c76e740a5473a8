// SPDX-License-Identifier: MIT
#include "source_packs.h"

namespace faultline {

std::string sourcePacks() {
    return FAULTLINE_SOURCE_PACKS;
}

} // namespace faultline

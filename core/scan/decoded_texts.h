// SPDX-License-Identifier: MIT
#pragma once

#include "scan/sighting.h"
#include "text/encoding.h"

namespace faultline {

/// Makes UTF-8 of every text that was taken from a file, which was searched as it stands. Does nothing where `encoding` is UTF-8 already.
void decodeTexts(FileScan& scan, const Encoding& encoding);

} // namespace faultline

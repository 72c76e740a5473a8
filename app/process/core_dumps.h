// SPDX-License-Identifier: MIT
#pragma once

namespace faultline {

/// Makes sure that a crash of this process leaves no picture of its memory behind, which would hold lines of somebody's logs: neither a file nor anything that a
/// collector of crashes (systemd-coredump, apport, WSL) is handed. To be called first in `main`; the programs that it starts inherit it.
///
/// Where the environment variable FAULTLINE_CORE_DUMPS is set to anything, nothing is changed: for whoever hunts a crash with samples of their own.
void leaveNoCoreDump();

} // namespace faultline

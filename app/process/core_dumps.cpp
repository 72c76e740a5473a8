// SPDX-License-Identifier: MIT
#include "process/core_dumps.h"

#include <cstdlib>

#include <sys/resource.h>

namespace faultline {

void leaveNoCoreDump() {
    if (std::getenv("FAULTLINE_CORE_DUMPS"))
        return;
    // Not PR_SET_DUMPABLE: desktop portals refuse whoever has it cleared, and with it the file dialogs and the desktop's colours (they cannot look into
    // /proc/PID/root then). Not 0 either: a limit of 0 keeps the kernel from writing files, but it goes on to hand the memory to a collector if
    // /proc/sys/kernel/core_pattern names one. A limit of 1 byte stops both: it is too small for a file, and it is the value by which the kernel knows
    // the collector itself, whose crashes it does not collect.
    rlimit limit{};
    if (::getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_max == 0)
        limit.rlim_max = 0;
    limit.rlim_cur = limit.rlim_max == 0 ? 0 : 1;
    ::setrlimit(RLIMIT_CORE, &limit);
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "report/versions.h"

#include "text/encoding.h"
#include "text/visible_text.h"

#include <archive.h>
#include <hs.h>

#include <string_view>

namespace faultline {

std::string libraryVersions() {
    // Vectorscan adds the date it was built on.
    const std::string_view vectorscan = hs_version();
    return std::string(archive_version_string()) + ", Vectorscan " + std::string(vectorscan.substr(0, vectorscan.find(' ')));
}

std::string packVersions(const std::vector<Pack>& packs) {
    std::string all;
    for (const Pack& pack : packs) {
        all += (all.empty() ? "" : ", ") + pack.id;
        if (!pack.version.empty())
            all += " " + pack.version;
        if (!pack.shipped)
            all += " (" + pack.path + ")";
    }
    // A pack of the user's may be called anything.
    return visibleName(toUtf8(all, {}));
}

} // namespace faultline

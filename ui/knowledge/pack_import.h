// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QFuture>
#include <QString>

namespace faultline {

/// Copies somebody's pack, a folder or a zip, into the user's folder of packs, in the background. Only what makes a pack is taken (`pack.yaml`, `layouts.yaml`,
/// articles); an existing pack of that name is never overwritten. The value is the path of the copy.
[[nodiscard]] QFuture<Expected<QString>> importPack(const QString& path, const QString& packsFolder);

} // namespace faultline

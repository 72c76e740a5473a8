// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QFuture>
#include <QString>

namespace faultline {

/// Saves a pack of the user's as a zip that others can import, in the background. `folder` is the pack's, `path` the zip, which is replaced whole or not at
/// all. Only what makes a pack goes in: `pack.yaml`, `layouts.yaml`, articles.
[[nodiscard]] QFuture<Expected<void>> exportPack(const QString& folder, const QString& path);

} // namespace faultline

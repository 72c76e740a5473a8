// SPDX-License-Identifier: MIT
#pragma once

#include <QIcon>
#include <QString>

class QColor;

namespace faultline {

/// The icon for an action: the desktop's own where its icon theme has one of that freedesktop name (`document-open`), otherwise the one
/// shipped under `:/icons`, drawn in the palette's text colour and therefore right in light and dark. Null if neither has it.
[[nodiscard]] QIcon icon(const QString& name);

/// A shipped icon in a fixed colour, for signs whose colour means something.
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

/// The shipped icon, whatever the desktop has: where several must look alike, as in the tree.
[[nodiscard]] QIcon bundledIcon(const QString& name);

} // namespace faultline

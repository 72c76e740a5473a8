// SPDX-License-Identifier: MIT
#include "theme/icons.h"

#include "theme/svg_icon_engine.h"

namespace faultline {

namespace {

QString shippedFile(const QString& name) {
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

} // namespace

QIcon bundledIcon(const QString& name) {
    return QIcon(new SvgIconEngine(shippedFile(name)));
}

QIcon icon(const QString& name) {
    return QIcon::fromTheme(name, bundledIcon(name));
}

QIcon icon(const QString& name, const QColor& colour) {
    return QIcon(new SvgIconEngine(shippedFile(name), colour));
}

} // namespace faultline

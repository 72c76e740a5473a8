// SPDX-License-Identifier: MIT
#include "theme/file_icons.h"

#include "theme/icons.h"

#include <QFileDialog>
#include <QFileIconProvider>
#include <QFileInfo>

namespace faultline {

namespace {

class NamedIcons : public QFileIconProvider {
public:
    [[nodiscard]] QIcon icon(const QFileInfo& file) const override { return file.isDir() ? m_folder : m_file; }
    [[nodiscard]] QString type(const QFileInfo& file) const override { return file.isDir() ? QString() : file.suffix(); }

private:
    QIcon m_folder = faultline::icon(QStringLiteral("folder"));
    QIcon m_file = faultline::icon(QStringLiteral("text-x-generic"));
};

} // namespace

void useNamedIcons(QFileDialog& dialog) {
    // A dialog does not own its provider, and uses it until it is gone itself.
    auto* provider = new NamedIcons;
    dialog.setIconProvider(provider);
    QObject::connect(&dialog, &QObject::destroyed, [provider] { delete provider; });
}

} // namespace faultline

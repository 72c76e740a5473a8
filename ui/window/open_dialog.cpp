// SPDX-License-Identifier: MIT
#include "window/open_dialog.h"

#include "theme/file_icons.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QSettings>

namespace faultline {

namespace {

const QString folderKey = QStringLiteral("window/folder");

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::OpenDialog)
};

} // namespace

void askForJob(QWidget* window, QSettings& settings, OpenKind kind, std::function<void(const QString&)> chosen) {
    const bool folder = kind == OpenKind::Folder;
    auto* dialog = new QFileDialog(window, folder ? Say::tr("Open the folder of a job") : Say::tr("Open an archive or a log"),
                                   settings.value(folderKey).toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    useNamedIcons(*dialog);
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    if (!folder)
        dialog->setNameFilters({Say::tr("Archives, logs and definitions (*.zip *.tar *.gz *.tgz *.xz *.zst *.bz2 *.7z *.lz4 *.txt *.log "
                                        "*.json *.jsonl *.yml *.yaml *.csv *.html)"),
                                Say::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, window, [&settings, dialog, chosen = std::move(chosen)](const QString& path) {
        settings.setValue(folderKey, dialog->directory().absolutePath());
        chosen(path);
    });
    dialog->open();
}

} // namespace faultline

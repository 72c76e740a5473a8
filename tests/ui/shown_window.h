// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "log/log_pane.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "window/main_window.h"

#include <QSettings>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <utility>

namespace faultline::test {

/// The program's window in a fixed size, in front and with settings of its own.
class ShownWindow {
public:
    explicit ShownWindow(std::shared_ptr<KnowledgeService> service) : knowledge(std::move(service)) {
        reopen();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }

    /// Closes the window and shows another one with the same settings, as the next start of the program does.
    void reopen() {
        if (window)
            window->close();
        window = std::make_unique<MainWindow>(knowledge, settings);
        window->resize(1280, 800);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    }

    /// Opens a job and waits until all of it is read.
    void open(JobSourcePointer source, const QString& path = QStringLiteral("/jobs/batchscoring")) {
        window->session().openSource(std::move(source), path);
        QTRY_VERIFY_WITH_TIMEOUT(!window->session().isBusy(), 20000);
    }

    /// The path of the file that the log pane shows; empty where it shows none.
    [[nodiscard]] QString shownFile() const {
        const LogPane::Status status = window->log().status();
        return status.file == nowhere ? QString() : QString::fromStdString(window->session().job()->files[status.file].path);
    }

    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    std::shared_ptr<KnowledgeService> knowledge;
    std::unique_ptr<MainWindow> window;
};

} // namespace faultline::test

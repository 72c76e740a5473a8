// SPDX-License-Identifier: MIT
#include "log/find_bar.h"
#include "log/log_pane.h"
#include "search/search_list.h"
#include "search/search_pane.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "theme/appearance.h"
#include "window/main_window.h"
#include "window/window_actions.h"
#include "window/window_search.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;

namespace {

const std::string traceback = "2026-01-05 10:03:10,020|INFO|214|Starting\n"
                              "Traceback (most recent call last):\n"
                              "  File \"/mnt/azureml/cr/j/1/exe/wd/score.py\", line 3, in init\n"
                              "    import sklearn.ensemble\n"
                              "ModuleNotFoundError: No module named 'sklearn'\n";

JobSourcePointer failedJob() {
    return memorySource({{"logs/user/error/0/process000.txt", traceback},
                         {"logs/user/error/0/process001.txt", traceback},
                         {"logs/user/stdout/0/process000.stdout.txt",
                          "hello\nStarting to import sklearn\n" + std::string(60'000, '.') + "sklearn far behind\n"},
                         {"logs/job_result.txt", "Run failed, please check logs for details.\n"}});
}

} // namespace

/// The search through all logs in the window, by keyboard. With FAULTLINE_PICTURES=DIR a picture of each state is kept there.
class TestWindowSearch : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Appearance* m_appearance = nullptr;
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] SearchPane& pane() const { return *m_window->search().pane(); }
    [[nodiscard]] QLineEdit* field() const { return pane().findChild<QComboBox*>()->lineEdit(); }
    [[nodiscard]] LogView* view() const { return m_window->log().view(); }

    [[nodiscard]] QString shownFile() const {
        const LogPane::Status status = m_window->log().status();
        return status.file == nowhere ? QString() : QString::fromStdString(m_window->session().job()->files[status.file].path);
    }

    void keepPicture(const char* name) {
        const QString folder = qEnvironmentVariable("FAULTLINE_PICTURES");
        if (folder.isEmpty())
            return;
        for (const bool dark : {false, true}) {
            m_appearance->choose(dark ? Appearance::Choice::Dark : Appearance::Choice::Light);
            QTest::qWait(300);
            QVERIFY(
                m_window->grab().save(QStringLiteral("%1/window-search-%2-%3.png")
                                          .arg(folder, QLatin1StringView(name), dark ? QStringLiteral("dark") : QStringLiteral("light"))));
        }
        m_appearance->choose(Appearance::Choice::Light);
    }

private slots:
    void initTestCase() {
        m_appearance = new Appearance(*qobject_cast<QApplication*>(QCoreApplication::instance()), Appearance::Choice::Light);
        m_knowledge = std::make_shared<KnowledgeService>(std::vector<PackPath>{{FAULTLINE_SOURCE_PACKS, true}}, std::string());
    }

    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_settings->clear();
        m_window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        m_window->resize(1280, 800);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(!m_window->actions().searchAll->isEnabled());
        m_window->session().openSource(failedJob(), QStringLiteral("/jobs/batchscoring"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), 20000);
        QTRY_VERIFY(view() && view()->document()->isComplete());
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
    }

    void theSelectionGoesInAndHitsAreStepped() {
        QVERIFY(!pane().isVisible());
        view()->setFocus();
        view()->select({{LineNumber(3), 11}, {LineNumber(3), 18}});
        QCOMPARE(view()->selectedText(), QStringLiteral("sklearn"));
        QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(pane().isVisible());
        QVERIFY(m_window->actions().showSearch->isChecked());
        QVERIFY(field()->hasFocus());
        QCOMPARE(field()->text(), QStringLiteral("sklearn"));
        QTRY_COMPARE(pane().session().state(), SearchSession::State::Done);
        QCOMPARE(pane().session().result().hits, 6U);
        QVERIFY(m_window->actions().nextHit->isEnabled());
        keepPicture("hits");

        QTest::keyClick(field(), Qt::Key_F4);
        const QString first = shownFile();
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("sklearn"));
        QCOMPARE(view()->currentLine(), LineNumber(3));
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_COMPARE(view()->currentLine(), LineNumber(4));
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_VERIFY(shownFile() != first);
        QTest::keyClick(field(), Qt::Key_F4, Qt::ShiftModifier);
        QTRY_COMPARE(shownFile(), first);
        QTRY_COMPARE(view()->currentLine(), LineNumber(4));
        keepPicture("stepped");
    }

    void aHitFarBehindInALongLineIsShown() {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("sklearn far"));
        QTRY_COMPARE(pane().session().result().hits, 1U);
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("sklearn far"));
    }

    void escapeClosesAndHitsAreNoLongerMarked() {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("Starting"));
        QTRY_COMPARE(pane().session().result().hits, 3U);
        QTest::keyClick(field(), Qt::Key_Escape);
        QTRY_VERIFY(!pane().isVisible());
        QVERIFY(!m_window->actions().showSearch->isChecked());
        QVERIFY(view()->hasFocus());
        // What was found is still there.
        QTest::keyClick(m_window.get(), Qt::Key_F4);
        QTRY_VERIFY(pane().isVisible());
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("Starting"));
    }

    void anotherJobForgets() {
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("hello"));
        QTRY_COMPARE(pane().session().result().hits, 1U);
        m_window->session().openSource(memorySource({{"user_logs/std_log.txt", "hello hello\n"}}), QStringLiteral("/jobs/other"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), 20000);
        QVERIFY(!m_window->actions().nextHit->isEnabled());
        QCOMPARE(pane().list().searchModel()->rowCount(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(pane().session().result().hits, 2U);
    }
};

QTEST_MAIN(TestWindowSearch)
#include "test_window_search.moc"

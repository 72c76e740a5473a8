// SPDX-License-Identifier: MIT
#include "diagnosis/findings_table.h"
#include "log/log_pane.h"
#include "search/search_list.h"
#include "search/search_pane.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "shown_window.h"
#include "source_packs.h"
#include "test_data.h"
#include "theme/appearance.h"
#include "window/main_window.h"
#include "window/window_actions.h"
#include "window/window_search.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace faultline;
using namespace faultline::test;

/// The search through all logs in the window, by keyboard.
class TestWindowSearch : public QObject {
    Q_OBJECT
private:
    const Appearance m_appearance{*qApp, Appearance::Choice::Light};
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<ShownWindow> m_shown;

    [[nodiscard]] MainWindow& window() const { return *m_shown->window; }

    [[nodiscard]] SearchPane& pane() const { return *window().search().pane(); }
    [[nodiscard]] QLineEdit* field() const { return pane().findChild<QComboBox*>()->lineEdit(); }
    [[nodiscard]] LogView* view() const { return window().log().view(); }

private slots:
    void initTestCase() { m_knowledge = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, std::string()); }

    void init() {
        m_shown = std::make_unique<ShownWindow>(m_knowledge);
        QVERIFY(!window().actions().searchAll->isEnabled());
        m_shown->open(failedJob("hello\nStarting to import sklearn\n" + std::string(60'000, '.') + "sklearn far behind\n"));
        QTRY_VERIFY(view() && view()->document()->isComplete());
    }

    void cleanup() { m_shown.reset(); }

    void theSelectionGoesInAndHitsAreStepped() {
        QVERIFY(!pane().isVisible());
        view()->setFocus();
        view()->select({{LineNumber(3), 11}, {LineNumber(3), 18}});
        QCOMPARE(view()->selectedText(), QStringLiteral("sklearn"));
        QTest::keyClick(view(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(pane().isVisible());
        QVERIFY(window().actions().showSearch->isChecked());
        QVERIFY(field()->hasFocus());
        QCOMPARE(field()->text(), QStringLiteral("sklearn"));
        QTRY_COMPARE(pane().session().state(), SearchSession::State::Done);
        QCOMPARE(pane().session().result().hits, 6U);
        QVERIFY(window().actions().nextHit->isEnabled());

        QTest::keyClick(field(), Qt::Key_F4);
        const QString first = m_shown->shownFile();
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("sklearn"));
        QCOMPARE(view()->currentLine(), LineNumber(3));
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_COMPARE(view()->currentLine(), LineNumber(4));
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_VERIFY(m_shown->shownFile() != first);
        QTest::keyClick(field(), Qt::Key_F4, Qt::ShiftModifier);
        QTRY_COMPARE(m_shown->shownFile(), first);
        QTRY_COMPARE(view()->currentLine(), LineNumber(4));
    }

    void aHitFarBehindInALongLineIsShown() {
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("sklearn far"));
        QTRY_COMPARE(pane().session().result().hits, 1U);
        QTest::keyClick(field(), Qt::Key_F4);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("sklearn far"));
    }

    void escapeClosesAndHitsAreNoLongerMarked() {
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("Starting"));
        QTRY_COMPARE(pane().session().result().hits, 3U);
        QTest::keyClick(field(), Qt::Key_Escape);
        QTRY_VERIFY(!pane().isVisible());
        QVERIFY(!window().actions().showSearch->isChecked());
        QVERIFY(view()->hasFocus());
        // What was found is still there.
        QTest::keyClick(&window(), Qt::Key_F4);
        QTRY_VERIFY(pane().isVisible());
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("Starting"));
    }

    void anotherJobForgets() {
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("hello"));
        QTRY_COMPARE(pane().session().result().hits, 1U);
        m_shown->open(memorySource({{"user_logs/std_log.txt", "hello hello\n"}}), QStringLiteral("/jobs/other"));
        QVERIFY(!window().actions().nextHit->isEnabled());
        QCOMPARE(pane().list().searchModel()->rowCount(), 0);
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(pane().session().result().hits, 2U);
    }

    void copyAndSelectAllMeanTheListThatHasTheKeyboard() {
        QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("hello"));
        QTRY_COMPARE(pane().session().result().hits, 1U);
        QTest::keyClick(field(), Qt::Key_F4);
        pane().list().setFocus();
        QTest::keyClick(&pane().list(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt:1: hello"));
        QTRY_COMPARE(view()->selectedText(), QStringLiteral("hello"));
        QTest::keyClick(&pane().list(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view()->selectedText(), QStringLiteral("hello"));
        QVERIFY(pane().list().selectionModel()->selectedRows().size() > 1);

        window().actions().showFindings->setChecked(true);
        FindingsTable& table = window().findings();
        table.setFocus();
        QVERIFY(table.hasFocus());
        QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(view()->selectedText(), QStringLiteral("hello"));
    }
};

QTEST_MAIN(TestWindowSearch)
#include "test_window_search.moc"

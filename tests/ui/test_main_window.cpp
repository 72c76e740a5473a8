// SPDX-License-Identifier: MIT
#include "diagnosis/card.h"
#include "diagnosis/diagnosis_panel.h"
#include "log/log_pane.h"
#include "log/log_tab_bar.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "shown_window.h"
#include "source_packs.h"
#include "test_data.h"
#include "text/path_bytes.h"
#include "theme/appearance.h"
#include "tree/job_tree_model.h"
#include "tree/job_tree_view.h"
#include "tree/tree_pane.h"
#include "verdict/verdict_bar.h"
#include "window/action_registry.h"
#include "window/main_window.h"
#include "window/message_strip.h"
#include "window/quick_open.h"
#include "window/recent_paths.h"
#include "window/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace faultline;
using namespace faultline::test;

namespace {

JobSourcePointer goodJob() {
    return memorySource({{"user_logs/std_log.txt", "all went well\n"}});
}

} // namespace

/// The whole window, driven by mouse and keyboard.
class TestMainWindow : public QObject {
    Q_OBJECT
private:
    Appearance m_appearance{*qApp, Appearance::Choice::Light};
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<ShownWindow> m_shown;

    [[nodiscard]] MainWindow& window() const { return *m_shown->window; }

private slots:
    void initTestCase() { m_knowledge = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, std::string()); }

    void init() { m_shown = std::make_unique<ShownWindow>(m_knowledge); }

    void cleanup() { m_shown.reset(); }

    void startsEmpty() {
        QVERIFY(!window().verdict().isVisible());
        QVERIFY(!window().tree().isVisible());
        const WindowActions& actions = window().actions();
        for (const QAction* action :
             {actions.reload, actions.stop, actions.copyTicket, actions.nextFinding, actions.showVerdict, actions.quickOpen})
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        for (const QAction* action : {actions.nextFinding, actions.quickOpen})
            const_cast<QAction*>(action)->trigger();
    }

    void everyActionIsFit() {
        QSet<QString> shortcuts;
        for (const QAction* action : window().QWidget::actions()) {
            QVERIFY(!action->text().isEmpty());
            QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
            if (action->shortcut().isEmpty())
                continue;
            const QString keys = action->shortcut().toString();
            QVERIFY2(!shortcuts.contains(keys), qPrintable(keys + " " + action->text()));
            shortcuts.insert(keys);
        }
        for (const char* keys : {"Ctrl+O",   "Ctrl+Shift+O", "F8",           "Shift+F8",   "Ctrl+F8",   "Ctrl+Shift+F8", "Ctrl+F", "F3",
                                 "Shift+F3", "Ctrl+G",       "Ctrl+P",       "Alt+Left",   "Alt+Right", "Ctrl+1",        "Ctrl+2", "Ctrl+3",
                                 "Alt+Z",    "Ctrl+0",       "Ctrl+Shift+C", "Ctrl+Alt+C", "Ctrl+W",    "Ctrl+Q"})
            QVERIFY2(shortcuts.contains(QString::fromLatin1(keys)), keys);
        for (const QToolButton* button : window().findChildren<QToolButton*>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty() ||
                    button->objectName().startsWith(QLatin1StringView("qt_")) || button->parent()->inherits("QLineEdit") ||
                    button->parent()->inherits("QTabBar") || button->parent()->inherits("QMenuBar"));
    }

    void noTwoActionsShareAShortcut() {
        // Qt does nothing at all with a shortcut that two actions of a window want.
        QHash<QKeySequence, QString> known;
        for (const QAction* action : window().findChildren<QAction*>()) {
            if (action->shortcutContext() != Qt::WindowShortcut)
                continue;
            for (const QKeySequence& keys : action->shortcuts()) {
                QVERIFY2(!known.contains(keys), qPrintable(keys.toString() + ": " + action->text() + ", " + known.value(keys)));
                known.insert(keys, action->text());
            }
        }
        QVERIFY(known.size() > 40);
    }

    void readingAgainKeepsTheLogsWhereTheyWere() {
        m_shown->open(failedJob());
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        const JobPointer before = window().session().job();
        window().log().showFile(before->find("logs/user/error/0/process001.txt"), false);
        QTRY_VERIFY(window().log().view()->document()->isComplete());
        QTest::keyClick(window().log().view(), Qt::Key_Down);
        QTest::keyClick(window().log().view(), Qt::Key_Down);
        QTest::keyClick(window().log().view(), Qt::Key_F5);
        QTRY_VERIFY(window().session().job() && window().session().job() != before);
        QTRY_VERIFY_WITH_TIMEOUT(!window().session().isBusy(), 20000);
        QCOMPARE(window().findChild<LogTabBar*>()->count(), 2);
        QCOMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process001.txt"));
        QTRY_COMPARE(window().log().status().line, LineNumber(2));
        // Another job has nothing of it.
        m_shown->open(goodJob(), QStringLiteral("/jobs/other"));
        QVERIFY(window().findChild<LogTabBar*>()->count() <= 1);
    }

    void failedJobLeadsToTheLine() {
        m_shown->open(failedJob());
        QCOMPARE(window().verdict().tone(), VerdictText::Tone::Error);
        QVERIFY2(window().verdict().title().contains("sklearn") || window().verdict().title().contains("scikit"),
                 qPrintable(window().verdict().title()));
        QVERIFY(!window().panel().cards().empty());
        QVERIFY(window().panel().cards().front()->isOpen());
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTRY_COMPARE(window().log().status().line.shown(), std::uint64_t{5});
        QCOMPARE(window().tree().view()->currentIndex().data().toString(), QStringLiteral("process000.txt"));
        QVERIFY(window().windowTitle().contains("batchscoring"));
    }

    void keysWalkThroughFindings() {
        m_shown->open(failedJob());
        QTest::keyClick(&window(), Qt::Key_F8, Qt::ControlModifier);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process001.txt"));
        QTest::keyClick(&window(), Qt::Key_F8, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTest::keyClick(&window(), Qt::Key_F8);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/job_result.txt"));
        QTest::keyClick(&window(), Qt::Key_F7);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTest::keyClick(&window(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/job_result.txt"));
    }

    void keysMoveBetweenPanes() {
        m_shown->open(failedJob());
        QCOMPARE(QApplication::activeWindow(), &window());
        QTest::keyClick(&window(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), window().tree().view());
        QTest::keyClick(&window(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(window().panel().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(&window(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(window().log().isAncestorOf(QApplication::focusWidget()));
        window().actions().showTree->setChecked(false);
        QVERIFY(!window().tree().isVisible());
        QTest::keyClick(&window(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(window().tree().isVisible());
    }

    void clickInTheTreeShowsTheFile() {
        m_shown->open(failedJob());
        JobTreeView* view = window().tree().view();
        view->expandAll();
        const QModelIndexList found = view->model()->match(
            view->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("process000.stdout.txt"), 1, Qt::MatchRecursive | Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        view->scrollTo(found.first());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(found.first()).center());
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        QTest::keyClick(view, Qt::Key_Up);
        QTRY_VERIFY(m_shown->shownFile() != QStringLiteral("logs/user/stdout/0/process000.stdout.txt") ||
                    !view->currentIndex().data(JobTreeModel::FileRole).isValid());
    }

    void filterField() {
        m_shown->open(failedJob());
        auto* field = window().tree().findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("stdout"));
        QCOMPARE(window().tree().view()->model()->rowCount(), 1);
        QTest::keyClicks(field, QStringLiteral("zzz"));
        QCOMPARE(window().tree().view()->model()->rowCount(), 0);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
    }

    void quickOpen() {
        m_shown->open(failedJob());
        QTest::keyClick(&window(), Qt::Key_P, Qt::ControlModifier);
        auto* dialog = window().findChild<QuickOpen*>();
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("stdout 000"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
    }

    void copyForATicket() {
        m_shown->open(failedJob());
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&window(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().contains("process000.txt"));
        QTRY_VERIFY(window().strip().isVisible());
    }

    void goodJobIsAQuietLine() {
        m_shown->open(goodJob());
        QVERIFY(window().verdict().tone() == VerdictText::Tone::Good || window().verdict().tone() == VerdictText::Tone::Neutral);
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("user_logs/std_log.txt"));
    }

    void noFiles() {
        m_shown->open(memorySource({}));
        QVERIFY(!window().verdict().title().isEmpty());
    }

    void dropOpensAndSaysWhyNot() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_shown->folder.filePath(QStringLiteral("is-not-there")))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window(), &drop);
        QTRY_COMPARE_WITH_TIMEOUT(window().session().state(), JobSession::State::Failed, 10000);
        QCOMPARE(window().verdict().tone(), VerdictText::Tone::Error);
        QVERIFY2(window().verdict().facts().contains("is-not-there"), qPrintable(window().verdict().facts()));
        QVERIFY(!m_shown->settings.contains(QStringLiteral("recent/paths")));
    }

    void whatCannotBeOpenedLeavesTheJobThatShows() {
        m_shown->open(failedJob());
        QTRY_COMPARE(m_shown->shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        const LogView* const view = window().log().view();
        const QString title = window().windowTitle(), verdict = window().verdict().title();
        const std::vector<Card*> cards = window().panel().cards();
        window().openPath(m_shown->folder.filePath(QStringLiteral("is-not-there")));
        QTRY_VERIFY(window().strip().isVisible());
        QVERIFY2(window().strip().text().contains("is-not-there"), qPrintable(window().strip().text()));
        QVERIFY(window().tree().isVisible());
        QCOMPARE(window().windowTitle(), title);
        QCOMPARE(window().verdict().title(), verdict);
        QCOMPARE(window().log().view(), view);
        QCOMPARE(window().panel().cards(), cards);
        QVERIFY(window().actions().copyTicket->isEnabled() && !window().actions().stop->isEnabled());
    }

    void opensAFolderAndRemembersIt() {
        const QString path = m_shown->folder.filePath(QStringLiteral("job"));
        QVERIFY(QDir().mkpath(path + QStringLiteral("/user_logs")));
        QFile log(path + QStringLiteral("/user_logs/std_log.txt"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("ModuleNotFoundError: No module named 'sklearn'\n");
        log.close();
        window().openPath(path);
        QTRY_COMPARE_WITH_TIMEOUT(window().session().state(), JobSession::State::Done, 20000);
        QCOMPARE(m_shown->settings.value(QStringLiteral("recent/paths")).toStringList(), QStringList{path});
    }

    void recentPathsKeepEveryByte() {
        const QString latin = pathFromBytes("/jobs/gr\xf6\xdf"
                                            "e %41"),
                      plain = QStringLiteral("/jobs/größe %41");
        {
            QSettings settings(m_shown->folder.filePath(QStringLiteral("recent.ini")), QSettings::IniFormat);
            RecentPaths recent(settings);
            recent.add(latin);
            recent.add(plain);
        }
        QSettings settings(m_shown->folder.filePath(QStringLiteral("recent.ini")), QSettings::IniFormat);
        QCOMPARE(RecentPaths(settings).paths(), QStringList({plain, latin}));
        QCOMPARE(settings.value(QStringLiteral("recent/paths")).toStringList().front(), plain);
    }

    void layoutIsRemembered() {
        window().actions().showDiagnosis->setChecked(false);
        QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(window().menuBar()->isVisible());
        m_shown->reopen();
        QVERIFY(window().menuBar()->isVisible());
        QVERIFY(!window().actions().showDiagnosis->isChecked());
        window().actions().restoreLayout->trigger();
        QVERIFY(window().actions().showDiagnosis->isChecked());
        QVERIFY(!window().menuBar()->isVisible());
    }

    void shortcutsCanBeChanged() {
        ActionRegistry registry(m_shown->settings, &window());
        auto* action = new QAction(QStringLiteral("&Do it…"), &window());
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        registry.add(QStringLiteral("do-it"), QStringLiteral("Group"), action);
        registry.setShortcut(QStringLiteral("do-it"), QKeySequence(Qt::CTRL | Qt::Key_E));
        QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
        QVERIFY(registry.findByShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), QStringLiteral("other")));
        QVERIFY(!registry.findByShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), QStringLiteral("do-it")));
        QCOMPARE(ActionRegistry::plainText(*action), QStringLiteral("Do it"));

        ActionRegistry again(m_shown->settings, &window());
        auto* other = new QAction(&window());
        other->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        again.add(QStringLiteral("do-it"), QStringLiteral("Group"), other);
        QCOMPARE(other->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
        again.resetShortcuts();
        QCOMPARE(other->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
    }

    void dialogsOpen() {
        m_shown->open(failedJob());
        WindowActions& actions = window().actions();
        for (QAction* action : {actions.knowledge, actions.shortcuts, actions.about}) {
            action->trigger();
            QWidget* dialog = nullptr;
            for (QWidget* top : QApplication::topLevelWidgets()) {
                if (top->isVisible() && top != &window() && top->inherits("QDialog"))
                    dialog = top;
            }
            QVERIFY2(dialog, qPrintable(action->text()));
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void namesFromTheJobAreNeverMarkup() {
        m_shown->open(memorySource({{"logs/user/error/0/<img src=x>.txt", traceback}}));
        QVERIFY(window().verdict().findChildren<QLabel*>().size() > 2);
        for (const QModelIndex& index : window().tree().model()->match(window().tree().model()->index(0, 0), Qt::DisplayRole,
                                                                       QStringLiteral("<img"), -1, Qt::MatchRecursive | Qt::MatchContains))
            QVERIFY(!index.data(Qt::ToolTipRole).toString().contains("<img"));
    }

    void aSmallWindowLeavesTheLogItsRoom() {
        m_shown->open(failedJob());
        window().resize(900, 600);
        QTest::qWait(20);
        window().actions().restoreLayout->trigger();
        QTest::qWait(20);
        QCOMPARE(window().size(), QSize(900, 600));
        QVERIFY2(window().log().width() >= 380, qPrintable(QString::number(window().log().width())));
    }

    void everyFormatOfReportIsOffered() {
        m_shown->open(failedJob());
        QStringList endings;
        for (QAction* action : window().actions().exports->actions()) {
            action->trigger();
            const auto* dialog = window().findChild<QFileDialog*>();
            QVERIFY2(dialog, qPrintable(action->text()));
            endings << dialog->defaultSuffix();
            QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
            delete dialog;
        }
        QCOMPARE(endings, QStringList({"txt", "md", "html", "json", "sarif"}));
    }

    void foldsAreAsBeforeOnceTheFilterIsGone() {
        m_shown->open(failedJob());
        QTreeView* const view = window().tree().view();
        view->collapseAll();
        const QModelIndex logs = view->model()->index(0, 0);
        view->expand(logs);
        auto* const filter = window().tree().findChild<QLineEdit*>();
        QTest::keyClicks(filter, QStringLiteral("process001"));
        QVERIFY(view->isExpanded(view->model()->index(0, 0, view->model()->index(0, 0))));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(view->isExpanded(view->model()->index(0, 0)));
        QVERIFY(!view->isExpanded(view->model()->index(0, 0, view->model()->index(0, 0))));
    }

    void privateAddressesAreHiddenOnWish() {
        m_shown->open(memorySource({{"logs/user/error/10.0.0.4/process000.txt", traceback}}));
        const auto copied = [this] {
            QGuiApplication::clipboard()->clear();
            window().actions().copyTicket->trigger();
            [&] { QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty()); }();
            return QGuiApplication::clipboard()->text();
        };
        QVERIFY(copied().contains("10.0.0.4"));
        window().actions().hideAddresses->trigger();
        QVERIFY(!copied().contains("10.0.0.4"));
        // The next window hides them as well.
        QVERIFY(MainWindow(m_knowledge, m_shown->settings).actions().hideAddresses->isChecked());
    }

    void darkAndBack() {
        m_shown->open(failedJob());
        const auto lightness = [this] { return window().palette().color(QPalette::Window).lightness(); };
        const int light = lightness();
        m_appearance.choose(Appearance::Choice::Dark);
        QTRY_VERIFY(lightness() < 128);
        m_appearance.choose(Appearance::Choice::Light);
        QTRY_COMPARE(lightness(), light);
    }

    void closingWhileReading() {
        window().session().openSource(failedJob(), QStringLiteral("/jobs/one"));
        window().close();
        m_shown.reset();
    }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"

// SPDX-License-Identifier: MIT
#include "diagnosis/card.h"
#include "diagnosis/diagnosis_panel.h"
#include "log/log_pane.h"
#include "log/log_tab_bar.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
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
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

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
                         {"logs/user/stdout/0/process000.stdout.txt", "hello\n"},
                         {"logs/job_result.txt", "Run failed, please check logs for details.\n"}});
}

JobSourcePointer goodJob() {
    return memorySource({{"user_logs/std_log.txt", "all went well\n"}});
}

} // namespace

/// The whole window, driven by mouse and keyboard. With FAULTLINE_PICTURES=DIR a picture of each state is kept there.
class TestMainWindow : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    Appearance* m_appearance = nullptr;
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    void keepPicture(const char* name) {
        if (const QString folder = qEnvironmentVariable("FAULTLINE_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(300);
            QVERIFY(m_window->grab().save(QStringLiteral("%1/%2.png").arg(folder, QLatin1StringView(name))));
        }
    }

    void openAndWait(JobSourcePointer source) {
        m_window->session().openSource(std::move(source), QStringLiteral("/jobs/batchscoring"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), 20000);
    }

    [[nodiscard]] QString shownFile() const {
        const LogPane::Status status = m_window->log().status();
        return status.file == nowhere ? QString() : QString::fromStdString(m_window->session().job()->files[status.file].path);
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
    }

    void cleanup() {
        m_window.reset();
        m_settings.reset();
    }

    void startsEmpty() {
        QVERIFY(!m_window->verdict().isVisible());
        QVERIFY(!m_window->tree().isVisible());
        const WindowActions& actions = m_window->actions();
        for (const QAction* action :
             {actions.reload, actions.stop, actions.copyTicket, actions.nextFinding, actions.showVerdict, actions.quickOpen})
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        for (const QAction* action : {actions.nextFinding, actions.quickOpen})
            const_cast<QAction*>(action)->trigger();
        keepPicture("empty");
    }

    void everyActionIsFit() {
        QSet<QString> shortcuts;
        for (const QAction* action : m_window->QWidget::actions()) {
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
        for (const QToolButton* button : m_window->findChildren<QToolButton*>())
            QVERIFY(!button->text().isEmpty() || !button->accessibleName().isEmpty() ||
                    button->objectName().startsWith(QLatin1StringView("qt_")) || button->parent()->inherits("QLineEdit") ||
                    button->parent()->inherits("QTabBar") || button->parent()->inherits("QMenuBar"));
    }

    void noTwoActionsShareAShortcut() {
        // Qt does nothing at all with a shortcut that two actions of a window want.
        QHash<QKeySequence, QString> known;
        for (const QAction* action : m_window->findChildren<QAction*>()) {
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
        openAndWait(failedJob());
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        const JobPointer before = m_window->session().job();
        m_window->log().showFile(before->find("logs/user/error/0/process001.txt"), false);
        QTRY_VERIFY(m_window->log().view()->document()->isComplete());
        QTest::keyClick(m_window->log().view(), Qt::Key_Down);
        QTest::keyClick(m_window->log().view(), Qt::Key_Down);
        QTest::keyClick(m_window->log().view(), Qt::Key_F5);
        QTRY_VERIFY(m_window->session().job() && m_window->session().job() != before);
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), 20000);
        QCOMPARE(m_window->findChild<LogTabBar*>()->count(), 2);
        QCOMPARE(shownFile(), QStringLiteral("logs/user/error/0/process001.txt"));
        QTRY_COMPARE(m_window->log().status().line, LineNumber(2));
        // Another job has nothing of it.
        m_window->session().openSource(goodJob(), QStringLiteral("/jobs/other"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_window->session().isBusy(), 20000);
        QVERIFY(m_window->findChild<LogTabBar*>()->count() <= 1);
    }

    void failedJobLeadsToTheLine() {
        openAndWait(failedJob());
        QCOMPARE(m_window->verdict().tone(), VerdictText::Tone::Error);
        QVERIFY2(m_window->verdict().title().contains("sklearn") || m_window->verdict().title().contains("scikit"),
                 qPrintable(m_window->verdict().title()));
        QVERIFY(!m_window->panel().cards().empty());
        QVERIFY(m_window->panel().cards().front()->isOpen());
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTRY_COMPARE(m_window->log().status().line.shown(), std::uint64_t{5});
        QCOMPARE(m_window->tree().view()->currentIndex().data().toString(), QStringLiteral("process000.txt"));
        QVERIFY(m_window->windowTitle().contains("batchscoring"));
        keepPicture("failed");
    }

    void keysWalkThroughFindings() {
        openAndWait(failedJob());
        QTest::keyClick(m_window.get(), Qt::Key_F8, Qt::ControlModifier);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/error/0/process001.txt"));
        QTest::keyClick(m_window.get(), Qt::Key_F8, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/job_result.txt"));
        QTest::keyClick(m_window.get(), Qt::Key_F7);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/error/0/process000.txt"));
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/job_result.txt"));
    }

    void keysMoveBetweenPanes() {
        openAndWait(failedJob());
        QCOMPARE(QApplication::activeWindow(), m_window.get());
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), m_window->tree().view());
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QVERIFY(m_window->panel().isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(m_window->log().isAncestorOf(QApplication::focusWidget()));
        m_window->actions().showTree->setChecked(false);
        QVERIFY(!m_window->tree().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(m_window->tree().isVisible());
    }

    void clickInTheTreeShowsTheFile() {
        openAndWait(failedJob());
        JobTreeView* view = m_window->tree().view();
        view->expandAll();
        const QModelIndexList found = view->model()->match(
            view->model()->index(0, 0), Qt::DisplayRole, QStringLiteral("process000.stdout.txt"), 1, Qt::MatchRecursive | Qt::MatchExactly);
        QCOMPARE(found.size(), 1);
        view->scrollTo(found.first());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(found.first()).center());
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
        QTest::keyClick(view, Qt::Key_Up);
        QTRY_VERIFY(shownFile() != QStringLiteral("logs/user/stdout/0/process000.stdout.txt") ||
                    !view->currentIndex().data(JobTreeModel::FileRole).isValid());
    }

    void filterField() {
        openAndWait(failedJob());
        auto* field = m_window->tree().findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("stdout"));
        QCOMPARE(m_window->tree().view()->model()->rowCount(), 1);
        keepPicture("filtered");
        QTest::keyClicks(field, QStringLiteral("zzz"));
        QCOMPARE(m_window->tree().view()->model()->rowCount(), 0);
        keepPicture("filter-hides-all");
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
    }

    void quickOpen() {
        openAndWait(failedJob());
        QTest::keyClick(m_window.get(), Qt::Key_P, Qt::ControlModifier);
        auto* dialog = m_window->findChild<QuickOpen*>();
        QVERIFY(dialog);
        auto* field = dialog->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("stdout 000"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(shownFile(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt"));
    }

    void copyForATicket() {
        openAndWait(failedJob());
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().contains("process000.txt"));
        QTRY_VERIFY(m_window->strip().isVisible());
        keepPicture("copied");
    }

    void goodJobIsAQuietLine() {
        openAndWait(goodJob());
        QVERIFY(m_window->verdict().tone() == VerdictText::Tone::Good || m_window->verdict().tone() == VerdictText::Tone::Neutral);
        QTRY_COMPARE(shownFile(), QStringLiteral("user_logs/std_log.txt"));
        keepPicture("good");
    }

    void noFiles() {
        openAndWait(memorySource({}));
        QVERIFY(!m_window->verdict().title().isEmpty());
        keepPicture("no-files");
    }

    void dropOpensAndSaysWhyNot() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("is-not-there")))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->session().state(), JobSession::State::Failed, 10000);
        QCOMPARE(m_window->verdict().tone(), VerdictText::Tone::Error);
        QVERIFY2(m_window->verdict().facts().contains("is-not-there"), qPrintable(m_window->verdict().facts()));
        QVERIFY(!m_settings->contains(QStringLiteral("recent/paths")));
        keepPicture("failed-to-open");
    }

    void opensAFolderAndRemembersIt() {
        const QString path = m_folder.filePath(QStringLiteral("job"));
        QVERIFY(QDir().mkpath(path + QStringLiteral("/user_logs")));
        QFile log(path + QStringLiteral("/user_logs/std_log.txt"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("ModuleNotFoundError: No module named 'sklearn'\n");
        log.close();
        m_window->openPath(path);
        QTRY_COMPARE_WITH_TIMEOUT(m_window->session().state(), JobSession::State::Done, 20000);
        QCOMPARE(m_settings->value(QStringLiteral("recent/paths")).toStringList(), QStringList{path});
    }

    void layoutIsRemembered() {
        m_window->actions().showDiagnosis->setChecked(false);
        QTest::keyClick(m_window.get(), Qt::Key_M, Qt::ControlModifier);
        QVERIFY(m_window->menuBar()->isVisible());
        m_window->close();
        m_window = std::make_unique<MainWindow>(m_knowledge, *m_settings);
        m_window->show();
        QVERIFY(m_window->menuBar()->isVisible());
        QVERIFY(!m_window->actions().showDiagnosis->isChecked());
        m_window->actions().restoreLayout->trigger();
        QVERIFY(m_window->actions().showDiagnosis->isChecked());
        QVERIFY(!m_window->menuBar()->isVisible());
    }

    void shortcutsCanBeChanged() {
        ActionRegistry registry(*m_settings, m_window.get());
        auto* action = new QAction(QStringLiteral("&Do it…"), m_window.get());
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        registry.add(QStringLiteral("do-it"), QStringLiteral("Group"), action);
        registry.setShortcut(QStringLiteral("do-it"), QKeySequence(Qt::CTRL | Qt::Key_E));
        QCOMPARE(action->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
        QVERIFY(registry.findByShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), QStringLiteral("other")));
        QVERIFY(!registry.findByShortcut(QKeySequence(Qt::CTRL | Qt::Key_E), QStringLiteral("do-it")));
        QCOMPARE(ActionRegistry::plainText(*action), QStringLiteral("Do it"));

        ActionRegistry again(*m_settings, m_window.get());
        auto* other = new QAction(m_window.get());
        other->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
        again.add(QStringLiteral("do-it"), QStringLiteral("Group"), other);
        QCOMPARE(other->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_E));
        again.resetShortcuts();
        QCOMPARE(other->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
    }

    void dialogsOpen() {
        openAndWait(failedJob());
        WindowActions& actions = m_window->actions();
        for (QAction* action : {actions.knowledge, actions.shortcuts, actions.about}) {
            action->trigger();
            QWidget* dialog = nullptr;
            for (QWidget* top : QApplication::topLevelWidgets()) {
                if (top->isVisible() && top != m_window.get() && top->inherits("QDialog"))
                    dialog = top;
            }
            QVERIFY2(dialog, qPrintable(action->text()));
            if (const QString folder = qEnvironmentVariable("FAULTLINE_PICTURES"); !folder.isEmpty()) {
                QTest::qWait(100);
                dialog->grab().save(QStringLiteral("%1/dialog-%2.png").arg(folder, action->objectName()));
            }
            dialog->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }

    void namesFromTheJobAreNeverMarkup() {
        openAndWait(memorySource({{"logs/user/error/0/<img src=x>.txt", traceback}}));
        QVERIFY(m_window->verdict().findChildren<QLabel*>().size() > 2);
        for (const QModelIndex& index : m_window->tree().model()->match(m_window->tree().model()->index(0, 0), Qt::DisplayRole,
                                                                        QStringLiteral("<img"), -1, Qt::MatchRecursive | Qt::MatchContains))
            QVERIFY(!index.data(Qt::ToolTipRole).toString().contains("<img"));
    }

    void aSmallWindowLeavesTheLogItsRoom() {
        openAndWait(failedJob());
        m_window->resize(900, 600);
        QTest::qWait(20);
        m_window->actions().restoreLayout->trigger();
        QTest::qWait(20);
        QCOMPARE(m_window->size(), QSize(900, 600));
        QVERIFY2(m_window->log().width() >= 380, qPrintable(QString::number(m_window->log().width())));
        keepPicture("small");
    }

    void everyFormatOfReportIsOffered() {
        openAndWait(failedJob());
        QStringList endings;
        for (QAction* action : m_window->actions().exports->actions()) {
            action->trigger();
            const auto* dialog = m_window->findChild<QFileDialog*>();
            QVERIFY2(dialog, qPrintable(action->text()));
            endings << dialog->defaultSuffix();
            QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
            delete dialog;
        }
        QCOMPARE(endings, QStringList({"txt", "md", "html", "json", "sarif"}));
    }

    void foldsAreAsBeforeOnceTheFilterIsGone() {
        openAndWait(failedJob());
        QTreeView* const view = m_window->tree().view();
        view->collapseAll();
        const QModelIndex logs = view->model()->index(0, 0);
        view->expand(logs);
        auto* const filter = m_window->tree().findChild<QLineEdit*>();
        QTest::keyClicks(filter, QStringLiteral("process001"));
        QVERIFY(view->isExpanded(view->model()->index(0, 0, view->model()->index(0, 0))));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(view->isExpanded(view->model()->index(0, 0)));
        QVERIFY(!view->isExpanded(view->model()->index(0, 0, view->model()->index(0, 0))));
    }

    void privateAddressesAreHiddenOnWish() {
        openAndWait(memorySource({{"logs/user/error/10.0.0.4/process000.txt", traceback}}));
        const auto copied = [this] {
            QGuiApplication::clipboard()->clear();
            m_window->actions().copyTicket->trigger();
            [&] { QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty()); }();
            return QGuiApplication::clipboard()->text();
        };
        QVERIFY(copied().contains("10.0.0.4"));
        m_window->actions().hideAddresses->trigger();
        QVERIFY(!copied().contains("10.0.0.4"));
        // The next window hides them as well.
        QVERIFY(MainWindow(m_knowledge, *m_settings).actions().hideAddresses->isChecked());
    }

    void darkAndBack() {
        openAndWait(failedJob());
        m_appearance->choose(Appearance::Choice::Dark);
        QTest::qWait(50);
        keepPicture("dark");
        m_appearance->choose(Appearance::Choice::Light);
        QTest::qWait(50);
        keepPicture("light");
    }

    void closingWhileReading() {
        m_window->session().openSource(failedJob(), QStringLiteral("/jobs/one"));
        m_window->close();
        m_window.reset();
    }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"

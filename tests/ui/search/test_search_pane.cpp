// SPDX-License-Identifier: MIT
#include "held_source.h"
#include "search/choice_button.h"
#include "search/search_list.h"
#include "search/search_pane.h"
#include "test_data.h"
#include "theme/appearance.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScopeGuard>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace faultline;

namespace {

using Kind = SearchModel::Kind;

JobPointer jobOf(std::vector<std::pair<std::string, std::string>> files, const std::string& path = "/jobs/one") {
    auto job = openJob(memorySource(std::move(files)), path, test::shippedKnowledge()->layouts());
    return job ? *job : nullptr;
}

JobPointer someJob() {
    return jobOf({{"logs/user/error/0/process000.txt", "start\nModuleNotFoundError: No module named 'sklearn'\nend\n"},
                  {"logs/user/error/1/process000.txt", "start\nmodulenotfounderror twice: ModuleNotFoundError\n"},
                  {"logs/user/stdout/0/process000.stdout.txt", "one\ntwo\nthree error\nfour\nfive\n"},
                  {"logs/data.bin", std::string(5000, '\0')}});
}

} // namespace

/// The pane, driven by mouse and keyboard.
class TestSearchPane : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    const Appearance m_appearance{*qApp, Appearance::Choice::Light};
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<SearchPane> m_pane;

    [[nodiscard]] QLineEdit* field() const { return m_pane->findChild<QComboBox*>()->lineEdit(); }
    [[nodiscard]] SearchModel* model() const { return m_pane->list().searchModel(); }

    [[nodiscard]] QToolButton* button(const char* name) const {
        for (QToolButton* const button : m_pane->findChildren<QToolButton*>())
            if (button->accessibleName().startsWith(QLatin1StringView(name)))
                return button;
        return nullptr;
    }

    [[nodiscard]] bool says(const char* text) const {
        for (const QLabel* const label : m_pane->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QLatin1StringView(text)))
                return true;
        return false;
    }

    void type(const QString& text) {
        field()->setFocus();
        field()->selectAll();
        QTest::keyClicks(field(), text);
        QTest::keyClick(field(), Qt::Key_Return);
    }

private slots:
    void init() {
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_settings->clear();
        m_pane = std::make_unique<SearchPane>(*m_settings);
        m_pane->resize(1000, 320);
        m_pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }

    void cleanup() {
        m_pane.reset();
        m_settings.reset();
    }

    void withoutAJobThereIsNothingToSearch() {
        QVERIFY(says("No job is open"));
        QVERIFY(!field()->isEnabled());
        QVERIFY(!m_pane->next());
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QVERIFY(says("Type what to search for"));
        QVERIFY(field()->isEnabled());
    }

    void typingFindsInAllLogs() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        m_pane->open({});
        QVERIFY(field()->hasFocus());
        QTest::keyClicks(field(), QStringLiteral("modulenotfound")); // and no Enter
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QCOMPARE(model()->rowCount(), 2);
        QCOMPARE(m_pane->session().result().hits, 3U);
        QVERIFY(says("3 hit"));
        QVERIFY(says("of 4 file"));
        QVERIFY(says("1 file(s) not searched") || says("1 file not searched"));
    }

    void stepsTellThePlaces() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QSignalSpy places(m_pane.get(), &SearchPane::placeRequested);
        type(QStringLiteral("ModuleNotFoundError"));
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QTest::keyClick(field(), Qt::Key_Return);
        QTest::keyClick(field(), Qt::Key_Return);
        QTest::keyClick(field(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::mouseClick(button("Next hit"), Qt::LeftButton);
        QCOMPARE(places.size(), 4);
        QCOMPARE(places[0][1].value<LineNumber>().shown(), 2U);
        QVERIFY(places[0][0] != places[1][0]);
        QCOMPARE(places[2][0], places[0][0]);
        QCOMPARE(places[3][0], places[1][0]);
        QVERIFY(!places[0][3].toBool());
    }

    void aClickShowsAndEnterGoes() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("three"));
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QSignalSpy places(m_pane.get(), &SearchPane::placeRequested);
        SearchList& list = m_pane->list();
        const QModelIndex file = model()->index(0, 0);
        QTRY_VERIFY(list.isExpanded(file) && list.viewport()->height() > 100);
        const QModelIndex context = model()->index(0, 0, file);
        QCOMPARE(context.data(SearchModel::KindRole).toInt(), static_cast<int>(Kind::Context));
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(context).center());
        QCOMPARE(places.size(), 1);
        QCOMPARE(places[0][1].value<LineNumber>().shown(), 1U);
        QVERIFY(!places[0][3].toBool());
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Down);
        QTest::keyClick(&list, Qt::Key_Down);
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(places.size(), 2);
        QCOMPARE(places[1][1].value<LineNumber>().shown(), 3U);
        QVERIFY(places[1][3].toBool());
        QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("logs/user/stdout/0/process000.stdout.txt:3: three error"));
    }

    void theLinesAroundCanBeHidden() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("three"));
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QCOMPARE(model()->rowCount(model()->index(0, 0)), 5);
        QTest::mouseClick(button("Show the lines around"), Qt::LeftButton);
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QTRY_COMPARE(model()->rowCount(model()->index(0, 0)), 1);
        // And is remembered.
        m_pane = std::make_unique<SearchPane>(*m_settings);
        QVERIFY(!button("Show the lines around")->isChecked());
    }

    void optionsNarrow() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("ModuleNotFoundError"));
        QTRY_COMPARE(m_pane->session().result().hits, 3U);
        QTest::mouseClick(button("Match case"), Qt::LeftButton);
        QTRY_COMPARE(m_pane->session().result().hits, 2U);
        type(QStringLiteral("Module"));
        QTRY_COMPARE(m_pane->session().result().hits, 2U);
        QTest::mouseClick(button("Whole words"), Qt::LeftButton);
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QTRY_VERIFY(says("is in none of the"));
        QVERIFY(says("Only whole words count"));
        QTest::mouseClick(button("Whole words"), Qt::LeftButton);
        QTest::mouseClick(button("Regular expression"), Qt::LeftButton);
        type(QStringLiteral("^t\\w+ error$"));
        QTRY_COMPARE(m_pane->session().result().hits, 1U);
        const TextPattern pattern = m_pane->pattern();
        QCOMPARE(pattern.text(), QStringLiteral("^t\\w+ error$"));
        QVERIFY(pattern.options().expression && pattern.options().matchCase);
    }

    void kindsNodesAndGlobsLimit() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("start"));
        QTRY_COMPARE(m_pane->session().result().filesWithHits, 2U);
        auto* const nodes = qobject_cast<ChoiceButton*>(button("Search only logs of these nodes"));
        QVERIFY(nodes);
        QCOMPARE(nodes->choices().size(), 2);
        nodes->list()->item(1)->setCheckState(Qt::Checked);
        QTRY_COMPARE(m_pane->session().result().files, 1U);
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QCOMPARE(m_pane->session().result().filesWithHits, 1U);
        nodes->clear();
        QLineEdit* globs = nullptr;
        for (QLineEdit* const edit : m_pane->findChildren<QLineEdit*>())
            if (edit->accessibleName().contains(QStringLiteral("path matches")))
                globs = edit;
        QVERIFY(globs);
        globs->setFocus();
        QTest::keyClicks(globs, QStringLiteral("logs/user/stdout"));
        QTRY_VERIFY(says("is in none of the"));
        QVERIFY(says("The search is limited"));
        QTest::keyClicks(globs, QStringLiteral("/nowhere"));
        QTRY_VERIFY(says("of the chosen kind"));
    }

    void aFaultIsExplained() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QTest::mouseClick(button("Regular expression"), Qt::LeftButton);
        field()->setText(QString::fromUtf8("ä(b"));
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(says("a bracket is not closed (at character 2)"));
        QVERIFY(m_pane->pattern().isEmpty());
        type(QStringLiteral("(b)"));
        QVERIFY(!says("a bracket is not closed"));
    }

    void aSearchCanBeStopped() {
        // The first file is so large that its hits are told before the others, which give nothing yet.
        std::string text;
        while (text.size() < (2U << 20))
            text += "an error in a line\n";
        const auto source = std::make_shared<test::HeldSource>(
            test::HeldSource::Files{{"logs/a.txt", text}, {"logs/b.txt", "an error\n"}, {"logs/c.txt", "an error\n"}}, 1);
        const auto release = qScopeGuard([&] { source->release(); });
        const auto job = openJob(source, "/jobs/held", test::shippedKnowledge()->layouts());
        QVERIFY(job);
        m_pane->setJob(*job, test::shippedKnowledge());
        type(QStringLiteral("error"));
        QTRY_VERIFY(m_pane->session().isRunning() && model()->rowCount() > 0 && source->isAwaited());
        QVERIFY(button("Stop searching")->isVisible());
        QTest::mouseClick(button("Stop searching"), Qt::LeftButton);
        QCOMPARE(m_pane->session().state(), SearchSession::State::Cancelled);
        QVERIFY(!button("Stop searching")->isVisible());
        QVERIFY(says("stopped after"));
        // What is read from now on is not told any more.
        QCOMPARE(model()->rowCount(), 1);
        source->release();
        QTest::qWait(100);
        QCOMPARE(model()->rowCount(), 1);
        QCOMPARE(m_pane->session().state(), SearchSession::State::Cancelled);
    }

    void whatWasSearchedForIsRemembered() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        for (const char* const text : {"start", "three", "start"})
            type(QLatin1StringView(text));
        QCOMPARE(field()->text(), QStringLiteral("start"));
        m_pane = std::make_unique<SearchPane>(*m_settings);
        const auto* const box = m_pane->findChild<QComboBox*>();
        QCOMPARE(box->count(), 2);
        QCOMPARE(box->itemText(0), QStringLiteral("start"));
        QVERIFY(box->currentText().isEmpty());
    }

    void aSelectionIsSearchedFor() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        m_pane->open(QStringLiteral("three error"));
        QCOMPARE(field()->text(), QStringLiteral("three error"));
        QCOMPARE(field()->selectedText(), field()->text());
        QTRY_COMPARE(m_pane->session().result().hits, 1U);
        // Several lines are not what one searches for.
        m_pane->open(QStringLiteral("one\ntwo"));
        QCOMPARE(field()->text(), QStringLiteral("three error"));
    }

    void anotherJobForgets() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("start"));
        QTRY_COMPARE(m_pane->session().result().hits, 2U);
        QSignalSpy hits(m_pane.get(), &SearchPane::hitsChanged);
        m_pane->setJob(jobOf({{"logs/a.txt", "start\n"}}, "/jobs/two"), test::shippedKnowledge());
        QCOMPARE(model()->rowCount(), 0);
        QCOMPARE(hits.size(), 1);
        QVERIFY(m_pane->pattern().isEmpty());
        // What stands in the field is searched for when the pane is opened again.
        m_pane->open({});
        QTRY_COMPARE(m_pane->session().result().hits, 1U);
    }

    void theSameJobReadAgainIsSearchedAgain() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        auto* const nodes = qobject_cast<ChoiceButton*>(button("Search only logs of these nodes"));
        nodes->list()->item(0)->setCheckState(Qt::Checked);
        type(QStringLiteral("start"));
        QTRY_COMPARE(m_pane->session().result().hits, 1U);
        m_pane->setJob({}, {});
        QVERIFY(!nodes->isEnabled());
        QCOMPARE(model()->rowCount(), 0);
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QVERIFY(nodes->isEnabled());
        QTRY_COMPARE(m_pane->session().result().hits, 1U);
        QCOMPARE(m_pane->session().result().files, 2U);
    }

    void escapeCloses() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QSignalSpy closed(m_pane.get(), &SearchPane::closeRequested);
        field()->setFocus();
        QTest::keyClick(field(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        m_pane->list().setFocus();
        QTest::keyClick(&m_pane->list(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 2);
    }

    void controlsHaveNames() {
        for (const QToolButton* const button : m_pane->findChildren<QToolButton*>())
            if (button->parentWidget() == m_pane.get())
                QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->text()));
    }

    void whatIsCopiedNamesThePlace() {
        m_pane->setJob(jobOf({{"logs/a%2Fb%3.txt", "one\ntwo 50%1\n"}}), test::shippedKnowledge());
        type(QStringLiteral("two"));
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QVERIFY(m_pane->next());
        m_pane->list().copy();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("logs/a%2Fb%3.txt:2: two 50%1"));
    }

    void controlCharactersAreFoundByTheirPictures() {
        m_pane->setJob(jobOf({{"logs/a.txt", "a bell\x07 rang\n"}}), test::shippedKnowledge());
        m_pane->open(QString::fromUtf8("bell␇ rang"));
        QTRY_COMPARE(m_pane->session().state(), SearchSession::State::Done);
        QCOMPARE(m_pane->session().result().hits, 1U);
    }

    void aJobReadAgainMeanwhileIsSearchedOnceThePaneShows() {
        m_pane->setJob(someJob(), test::shippedKnowledge());
        type(QStringLiteral("start"));
        QTRY_COMPARE(m_pane->session().result().hits, 2U);
        m_pane->hide();
        m_pane->setJob(someJob(), test::shippedKnowledge());
        QCOMPARE(m_pane->session().state(), SearchSession::State::Idle);
        m_pane->show();
        QTRY_COMPARE(m_pane->session().result().hits, 2U);
        QVERIFY(!m_pane->pattern().isEmpty());
    }
};

QTEST_MAIN(TestSearchPane)
#include "test_search_pane.moc"

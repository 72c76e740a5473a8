// SPDX-License-Identifier: MIT
#include "log_job.h"

#include "log/find_bar.h"
#include "log/log_find.h"
#include "theme/elided_label.h"

#include <QLineEdit>
#include <QToolButton>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

/// A view with a find bar below it.
class ShownFind {
public:
    explicit ShownFind(const std::string& text) : log(text), find(&bar) {
        bar.resize(800, 40);
        bar.hide();
        find.setView(&log.view);
    }

    void look(const QString& text) {
        find.open();
        field()->setText(text);
        QTest::keyClick(field(), Qt::Key_Return);
        [[maybe_unused]] const bool done = QTest::qWaitFor([this] { return !find.search().isRunning(); });
    }
    QLineEdit* field() { return bar.findChild<QLineEdit*>(); }
    QString status() { return bar.findChild<ElidedLabel*>()->text(); }
    QToolButton* button(const QString& name) {
        for (QToolButton* const button : bar.findChildren<QToolButton*>())
            if (button->accessibleName() == name)
                return button;
        return nullptr;
    }

    ShownLog log;
    FindBar bar;
    LogFind find;
};

} // namespace

class TestLogFind : public QObject {
    Q_OBJECT
private slots:
    void allHitsAreCounted() {
        ShownFind shown("an error\nnone\nerror error error\n");
        shown.look(u"error"_s);
        QTRY_COMPARE(shown.find.search().count(), 2U);
        QCOMPARE(shown.find.search().hitCount(), 4U);
        QTRY_VERIFY2(shown.status().contains(u"1 of 2 line"_s), qPrintable(shown.status()));
        QVERIFY2(shown.status().contains(u"4 hit"_s), qPrintable(shown.status()));
    }

    void whatCannotBeSearchedIsExplained() {
        ShownFind shown("an error\n");
        shown.find.open();
        QTest::mouseClick(shown.button(u"Regular expression"_s), Qt::LeftButton);
        shown.look(u"(?<=an )error"_s);
        QVERIFY2(shown.status().contains(u"looks around"_s), qPrintable(shown.status()));
        shown.look(u"(error"_s);
        QVERIFY2(shown.status().contains(u"at character 1"_s), qPrintable(shown.status()));
        shown.look(u"er+or"_s);
        QTRY_VERIFY2(shown.status().contains(u"1 of 1"_s), qPrintable(shown.status()));
    }

    void aSlowSearchSaysWhy() {
        ShownFind shown("error\n");
        shown.find.open();
        QTest::mouseClick(shown.button(u"Regular expression"_s), Qt::LeftButton);
        shown.look(u"er\\Cor"_s);
        QTRY_COMPARE(shown.find.search().count(), 1U);
        QVERIFY2(shown.status().contains(u"Vectorscan refuses"_s), qPrintable(shown.status()));
    }

    void nothingMovesWhateverTheBarSays() {
        ShownFind shown(numberedLines(2000));
        shown.find.open();
        QTRY_VERIFY(shown.button(u"Match case"_s)->x() > 0);
        const auto places = [&] {
            QList<QRect> rects{shown.field()->geometry()};
            for (const QToolButton* const button : shown.bar.findChildren<QToolButton*>())
                rects << button->geometry();
            return rects;
        };
        const QList<QRect> before = places();
        for (const QString& text : {u"line"_s, u"nowhere"_s, u"1"_s, QString(200, u'x')}) {
            shown.look(text);
            QTest::qWait(20);
            QCOMPARE(places(), before);
        }
        shown.bar.setStatus(QString(500, u'w'), true);
        QTest::qWait(20);
        QCOMPARE(places(), before);
        QCOMPARE(shown.bar.width(), 800);
    }

    void aHitFarBehindInALongLineIsShown() {
        ShownFind shown("first\n" + std::string(150'000, '.') + "needle" + std::string(150'000, ',') + "\nlast\n");
        shown.look(u"needle"_s);
        QTRY_COMPARE(shown.log.view.selectedText(), u"needle"_s);
        QCOMPARE(shown.log.view.selection().caret.line, LineNumber(1));
    }

    void anotherSearchIsMarkedWhileTheBarIsClosed() {
        ShownFind shown(numberedLines(50));
        shown.find.mark(TextPattern(u"4"_s, {}));
        shown.log.view.goToLine(LineNumber(13), false);
        shown.find.showMarked(LineNumber(13));
        QTRY_COMPARE(shown.log.view.selectedText(), u"4"_s);
        QCOMPARE(shown.log.view.selection().caret.line, LineNumber(13));
        // The bar goes before, and what was marked comes back behind it.
        shown.look(u"line 2"_s);
        QTRY_COMPARE(shown.log.view.selectedText(), u"line 2"_s);
        QTest::keyClick(shown.field(), Qt::Key_Escape);
        shown.find.showMarked(LineNumber(3));
        QTRY_COMPARE(shown.log.view.selectedText(), u"4"_s);
    }
};

QTEST_MAIN(TestLogFind)
#include "test_log_find.moc"

// SPDX-License-Identifier: MIT
// Logs that change on the disk while they are open.
#include "log_job.h"

#include <QFile>
#include <QTemporaryDir>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

/// A log on the disk that is written while it is shown.
class WrittenLog {
public:
    explicit WrittenLog(const std::string& text) {
        write(text, QIODevice::WriteOnly);
        auto opened = openJob(fileSource(path().toStdString()), path().toStdString(), Layouts());
        job = opened ? *opened : nullptr;
    }
    QString path() const { return m_folder.filePath(u"log.txt"_s); }
    void append(const std::string& text) { write(text, QIODevice::Append); }
    void replace(const std::string& text) { write(text, QIODevice::WriteOnly | QIODevice::Truncate); }

    JobPointer job;

private:
    void write(const std::string& text, QIODevice::OpenMode mode) {
        QFile file(path());
        [[maybe_unused]] const bool open = file.open(mode);
        file.write(text.data(), static_cast<qint64>(text.size()));
    }

    QTemporaryDir m_folder;
};

} // namespace

class TestGrowingLog : public QObject {
    Q_OBJECT

private slots:
    void newLinesAreGoneOnWith() {
        WrittenLog log(numberedLines(100) + "half a li");
        ShownLog shown(log.job);
        const QSignalSpy grew(shown.document.get(), &LogDocument::grew);
        const QSignalSpy reloaded(shown.document.get(), &LogDocument::reloaded);
        shown.document->lookAgain();
        shown.view.goToLine(LineNumber(100), false);
        QVERIFY(shown.settle());
        QCOMPARE(shown.view.textOf(LineNumber(100)), u"half a li"_s);
        // The last line goes on, and more follow.
        log.append("ne\nlast");
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 1));
        QTRY_COMPARE(shown.view.textOf(LineNumber(100)), u"half a line"_s);
        QTRY_COMPARE(shown.view.textOf(LineNumber(101)), u"last"_s);
        QCOMPARE(shown.document->lineCount(), 102U);
        // No line more, but a longer one.
        log.append(" one");
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 2));
        QTRY_COMPARE(shown.view.textOf(LineNumber(101)), u"last one"_s);
        QCOMPARE(reloaded.size(), 0);
    }

    void theEndIsFollowedByWhoIsThere() {
        WrittenLog log(numberedLines(200));
        ShownLog shown(log.job);
        const QSignalSpy grew(shown.document.get(), &LogDocument::grew);
        shown.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(shown.settle());
        log.append(numberedLines(300));
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 1));
        QTRY_COMPARE(shown.view.currentLine(), LineNumber(499));
        QVERIFY(shown.settle());
        QVERIFY(shown.view.rectOf({LineNumber(499), 0}).isValid());
        // And by nobody else.
        shown.key(Qt::Key_Home, Qt::ControlModifier);
        log.append(numberedLines(10));
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 2));
        QTRY_COMPARE(shown.document->lineCount(), 510U);
        QCOMPARE(shown.view.currentLine(), LineNumber(0));
        QCOMPARE(shown.view.topLine(), LineNumber(0));
    }

    void aShorterFileIsReadAnew() {
        WrittenLog log(numberedLines(5000));
        ShownLog shown(log.job);
        shown.key(Qt::Key_End, Qt::ControlModifier);
        QVERIFY(shown.settle());
        const QSignalSpy shrank(shown.document.get(), &LogDocument::shrank);
        log.replace("begun\nanew\n");
        QTRY_VERIFY((shown.document->lookAgain(), shrank.size() == 1));
        QTRY_COMPARE(shown.document->lineCount(), 2U);
        QTRY_COMPARE(shown.view.textOf(LineNumber(1)), u"anew"_s);
        QVERIFY(shown.view.currentLine() <= LineNumber(1));
    }

    void aReadBeyondTheNewEndTellsBySelf() {
        WrittenLog log(numberedLines(50'000));
        ShownLog shown(log.job);
        const QSignalSpy shrank(shown.document.get(), &LogDocument::shrank);
        log.replace("short\n");
        // Nobody has looked; the lines that are wanted are not there any more.
        shown.view.goToLine(LineNumber(40'000));
        QTRY_COMPARE(shrank.size(), 1);
        QTRY_COMPARE(shown.view.textOf(LineNumber(0)), u"short"_s);
    }

    void theFilterTakesWhatWasAdded() {
        WrittenLog log("INFO:root:fine\nINFO:root:fine\nINFO:root:fine\nINFO:root:fine\n");
        ShownLog shown(log.job);
        shown.view.setOnlyTelling(true);
        QTRY_VERIFY(!shown.view.levels().isRunning() && shown.view.levels().lines() == 4);
        const QSignalSpy grew(shown.document.get(), &LogDocument::grew);
        log.append("ERROR:root:bad\n");
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 1));
        QTRY_COMPARE(shown.view.levels().runs().size(), 1U);
        QTRY_COMPARE(shown.view.textOf(LineNumber(4)), u"ERROR:root:bad"_s);
        QVERIFY(!shown.view.folds().foldOf(LineNumber(4)));
    }

    void theFilterLooksAgainAtALineThatGoesOn() {
        std::string text;
        for (int i = 0; i < 50; ++i)
            text += "INFO:root:fine\n";
        WrittenLog log(text + "ER");
        ShownLog shown(log.job);
        shown.view.setOnlyTelling(true);
        QTRY_VERIFY(!shown.view.levels().isRunning() && shown.view.levels().lines() == 51);
        QVERIFY(shown.view.levels().runs().empty());
        const QSignalSpy grew(shown.document.get(), &LogDocument::grew);
        log.append("ROR:root:bad");
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 1));
        QTRY_COMPARE(shown.view.levels().runs(), (std::vector<LineRun>{{50, 1}}));
        log.append(" and worse\n  more of it\nINFO:root:fine\n");
        QTRY_VERIFY((shown.document->lookAgain(), grew.size() == 2));
        QTRY_COMPARE(shown.view.levels().lines(), 53U);
        QCOMPARE(shown.view.levels().runs(), (std::vector<LineRun>{{50, 2}}));
    }
};

QTEST_MAIN(TestGrowingLog)
#include "test_growing_log.moc"

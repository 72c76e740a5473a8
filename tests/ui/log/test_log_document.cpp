// SPDX-License-Identifier: MIT
#include "held_source.h"
#include "log_job.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

bool waitComplete(const LogDocument& document) {
    return QTest::qWaitFor([&] { return document.isComplete() || document.failure().has_value(); }, 20'000);
}

QString fetch(LogDocument& document, std::uint64_t line) {
    document.want(LineNumber(line), 1);
    return QTest::qWaitFor([&] { return document.line(LineNumber(line)) != nullptr; }) ? document.line(LineNumber(line))->text
                                                                                       : u"<never came>"_s;
}

/// A source whose files cannot be opened, or break while they are read.
class BrokenSource : public JobSource {
public:
    class Reader : public ByteReader {
    public:
        std::uint64_t size() const override { return 10'000'000; }
        Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
            if (offset + into.size() > 2'000'000)
                return std::unexpected(Message::error("The file could not be read further", "Input/output error", "Check the disk"));
            std::ranges::fill(into, 'x');
            for (std::size_t i = 99; i < into.size(); i += 100)
                into[i] = '\n';
            return into.size();
        }
    };

    Expected<SourceListing> list(std::stop_token, const ListingReport&) override {
        return SourceListing{{{"breaks.txt", 10'000'000, 0}, {"denied.txt", 10, 0}}, {}};
    }
    Expected<ByteReaderPointer> open(const std::string& path) const override {
        if (path == "breaks.txt")
            return std::make_shared<Reader>();
        return std::unexpected(Message::error("The file could not be opened", "Permission denied", "Ask for the right to read it"));
    }
};

} // namespace

class TestLogDocument : public QObject {
    Q_OBJECT

private slots:
    void smallFile() {
        LogDocument document(jobOf({{"logs/a.txt", "one\ntwo\r\nthree"}}), 0);
        const QSignalSpy loaded(&document, &LogDocument::loaded);
        QVERIFY(waitComplete(document));
        QCOMPARE(loaded.size(), 1);
        QCOMPARE(document.path(), u"logs/a.txt"_s);
        QCOMPARE(document.lineCount(), 3U);
        QCOMPARE(document.encodingName(), u"UTF-8"_s);
        QCOMPARE(document.lineEnds(), u"mixed"_s);
        QCOMPARE(document.percent(), 100);
        QCOMPARE(fetch(document, 1), u"two"_s);
        QCOMPARE(fetch(document, 2), u"three"_s);
    }

    void emptyFile() {
        const LogDocument document(jobOf({{"a.txt", ""}}), 0);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.lineCount(), 0U);
        QVERIFY(document.isOpen());
    }

    void sixteenBitEncoding() {
        const QString text = u"first line\nsecond line ä\n"_s;
        std::string bytes("\xFF\xFE");
        bytes.append(reinterpret_cast<const char*>(text.utf16()), static_cast<std::size_t>(text.size()) * 2);
        LogDocument document(jobOf({{"a.txt", bytes}}), 0);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.encodingName(), u"UTF-16LE"_s);
        QCOMPARE(fetch(document, 0), u"first line"_s);
        QCOMPARE(fetch(document, 1), u"second line ä"_s);
    }

    void badBytesEverywhere() {
        std::string bytes;
        for (int i = 0; i < 300'000; ++i)
            bytes += static_cast<char>((i * 48271U) >> 5);
        LogDocument document(jobOf({{"a.bin", bytes}}), 0);
        QVERIFY(waitComplete(document));
        QVERIFY(document.lineCount() > 100);
        for (std::uint64_t line = 0; line < document.lineCount(); line += 37)
            QVERIFY(fetch(document, line) != u"<never came>"_s);
    }

    void manyLinesComeAsTheyAreWanted() {
        LogDocument document(jobOf({{"a.txt", numberedLines(300'000)}}), 0);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.lineCount(), 300'000U);
        for (const std::uint64_t line : {299'999U, 0U, 150'000U, 64U, 63U, 200'000U})
            QCOMPARE(fetch(document, line), u"line %1"_s.arg(line + 1));
    }

    void olderLinesAreForgotten() {
        std::string text;
        for (int i = 0; i < 60'000; ++i)
            text += std::string(1000, 'x') + '\n';
        LogDocument document(jobOf({{"a.txt", text}}), 0);
        QVERIFY(waitComplete(document));
        for (std::uint64_t line = 0; line < 60'000; line += 512) {
            document.want(LineNumber(line), 512);
            (void)QTest::qWaitFor([&] { return document.line(LineNumber(line + 511)) || line + 511 >= 60'000; });
        }
        QVERIFY(!document.line(LineNumber(1000)));
        QVERIFY(document.line(LineNumber(59'900)));
    }

    void aLongLineIsShownInParts() {
        LogDocument document(jobOf({{"a.txt", "short\n" + std::string(50U << 20, 'x') + "END\nend\n"}}), 0);
        constexpr std::uint64_t length = (50U << 20) + 3;
        QVERIFY(waitComplete(document));
        QCOMPARE(document.lineCount(), 3U);
        (void)fetch(document, 1);
        const auto line = [&] { return document.line(LineNumber(1)); };
        QCOMPARE(line()->length, length);
        QCOMPARE(line()->text.size(), 8192);
        QCOMPARE(line()->behind, length - 8192U);
        QCOMPARE(fetch(document, 2), u"end"_s);
        document.showNextPart(LineNumber(1));
        QTRY_COMPARE(line()->before, 8192U - 256U);
        QCOMPARE(line()->text.size(), 32 * 1024);
        QCOMPARE(line()->focus.value_or(LogLine::Focus()).column, 256);
        document.showPart(LineNumber(1), length);
        QTRY_COMPARE(line()->behind, 0U);
        QVERIFY(line()->text.endsWith(u"xEND"_s));
        QCOMPARE(line()->text.size(), 32 * 1024); // never more, however far one goes
        document.showPreviousPart(LineNumber(1));
        QTRY_COMPARE(line()->behind, 32U * 1024 - 256);
        document.showPart(LineNumber(1), 0);
        QTRY_COMPARE(line()->before, 0U);
        QSignalSpy found(&document, &LogDocument::foundInLine);
        document.findInLine(LineNumber(1), "xEND");
        QTRY_COMPARE(found.size(), 1);
        QCOMPARE(found[0][1].toULongLong(), length - 4);
        document.findInLine(LineNumber(1), "nowhere");
        QTest::qWait(50);
        QCOMPARE(found.size(), 1);
    }

    void aGiantFirstLineShowsBeforeItsEndIsKnown() {
        auto job = openJob(std::make_shared<SlowSource>(std::string(60U << 20, 'x') + "\nnext\n"), "slow", Layouts());
        LogDocument document(*job, 0);
        QTRY_VERIFY(document.line(LineNumber(0)));
        QVERIFY(!document.isComplete());
        QVERIFY(!document.line(LineNumber(0))->lengthKnown);
        QCOMPARE(document.line(LineNumber(0))->text.size(), 8192);
        SlowSource::delay = std::chrono::milliseconds(0);
        QVERIFY(waitComplete(document));
        SlowSource::delay = std::chrono::milliseconds(20);
        QTRY_VERIFY((document.want(LineNumber(0), 2), document.line(LineNumber(0))->lengthKnown));
        QCOMPARE(document.line(LineNumber(0))->length, 60U << 20);
        QCOMPARE(fetch(document, 1), u"next"_s);
    }

    void saysWhyItCannotBeRead() {
        auto job = openJob(std::make_shared<BrokenSource>(), "broken", Layouts());
        QVERIFY(job);
        LogDocument denied(*job, (*job)->find("denied.txt"));
        const QSignalSpy failed(&denied, &LogDocument::failed);
        QTRY_COMPARE(failed.size(), 1);
        const std::optional<Message> failure = denied.failure();
        QCOMPARE(failure.value_or(Message()).why, "Permission denied");
        QVERIFY(!denied.isOpen());
        QCOMPARE(denied.lineCount(), 0U);
        denied.reload();
        QTRY_COMPARE(failed.size(), 2);
    }

    void keepsWhatCouldBeRead() {
        auto job = openJob(std::make_shared<BrokenSource>(), "broken", Layouts());
        LogDocument document(*job, (*job)->find("breaks.txt"));
        const QSignalSpy failed(&document, &LogDocument::failed);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!document.isComplete());
        QVERIFY(document.lineCount() > 10'000);
        QCOMPARE(fetch(document, 10'000), QString(99, u'x'));
    }

    void closingWhileItWorksDoesNotWait() {
        const auto source = std::make_shared<test::HeldSource>(test::HeldSource::Files{{"a.txt", numberedLines(1000)}});
        const auto release = qScopeGuard([&] { source->release(); });
        const auto job = openJob(source, "held", Layouts());
        QVERIFY(job);
        {
            LogDocument document(*job, 0);
            document.want(LineNumber(0), 1000);
            QTRY_VERIFY(source->isAwaited());
        }
        // One that waited for the read would wait for ever; it still goes on.
        QVERIFY(source->isAwaited());
    }

    void linesBeyondTheIndex() {
        // A disk so slow that the index is far from done.
        auto job = openJob(std::make_shared<SlowSource>(numberedLines(2'000'000)), "slow", Layouts());
        QVERIFY(job);
        LogDocument document(*job, 0);
        QVERIFY(QTest::qWaitFor([&] { return document.isOpen(); }));
        QVERIFY(!document.isComplete());
        const auto number = [&](LineNumber line) {
            document.want(line, 1);
            return QTest::qWaitFor([&] { return document.line(line) != nullptr; }) ? document.line(line)->text.sliced(5).toULongLong() : 0;
        };
        // The end, from which the numbers go down.
        const LineNumber last(document.lineCount() - 1);
        QVERIFY(document.isEstimated(last));
        QCOMPARE(number(last), 2'000'000U);
        QCOMPARE(number(last - 1), 1'999'999U);
        QCOMPARE(number(last - 1000), 1'999'000U);
        // The middle; neighbours are neighbours.
        const LineNumber middle(document.lineCount() / 2);
        const qulonglong there = number(middle);
        QVERIFY2(there > 900'000 && there < 1'300'000, qPrintable(QString::number(there)));
        QCOMPARE(number(middle + 1), there + 1);
        QCOMPARE(number(middle - 700), there - 700);
        QCOMPARE(number(middle + 2500), there + 2500);
        // When the index gets there, the numbers become right.
        const QSignalSpy renumbered(&document, &LogDocument::renumbered);
        SlowSource::delay = std::chrono::milliseconds(0);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.lineCount(), 2'000'000U);
        LineNumber shown = middle;
        for (const QList<QVariant>& call : renumbered)
            if (shown >= call[0].value<LineNumber>())
                shown = LineNumber(static_cast<std::uint64_t>(static_cast<qint64>(shown.index()) + call[1].toLongLong()));
        QCOMPARE(shown.shown(), there);
        QCOMPARE(number(shown), there);
        SlowSource::delay = std::chrono::milliseconds(20);
    }

    void aCountedLineBeyondTheIndexIsExact() {
        SlowSource::delay = std::chrono::milliseconds(100);
        const std::string text = numberedLines(2'000'000);
        auto job = openJob(std::make_shared<SlowSource>(text), "slow", Layouts());
        QVERIFY(job);
        LogDocument document(*job, 0);
        QVERIFY(QTest::qWaitFor([&] { return document.isOpen(); }));
        const LineNumber line = LineNumber::fromShown(1'234'567);
        document.expectLine(line, text.find("line 1234567\n"));
        QVERIFY(document.lineCount() > line.index());
        QCOMPARE(fetch(document, line.index()), u"line 1234567"_s);
        QVERIFY(!document.isComplete());
        QVERIFY(!document.isEstimated(line));
        QCOMPARE(fetch(document, line.index() - 900), u"line 1233667"_s);
        QCOMPARE(fetch(document, line.index() + 900), u"line 1235467"_s);
        // An offset that no line begins at is nothing to rely on.
        const LineNumber wrong = LineNumber::fromShown(1'800'000);
        document.expectLine(wrong, text.find("line 1800000\n") + 2);
        QVERIFY(fetch(document, wrong.index()).startsWith(u"line 1"_s));
        QVERIFY(document.isComplete() || document.isEstimated(wrong));
        const QSignalSpy renumbered(&document, &LogDocument::renumbered);
        document.expectLine(line, text.find("line 1234567\n"));
        QCOMPARE(fetch(document, line.index()), u"line 1234567"_s);
        SlowSource::delay = std::chrono::milliseconds(0);
        QVERIFY(waitComplete(document));
        QCOMPARE(renumbered.size(), 0);
        QCOMPARE(fetch(document, line.index()), u"line 1234567"_s);
        SlowSource::delay = std::chrono::milliseconds(20);
    }

    void anotherEncodingCanBeChosen() {
        LogDocument document(jobOf({{"a.txt", "caf\xC3\xA9\n"}, {"b.txt", "x"}}), 0);
        QVERIFY(waitComplete(document));
        QCOMPARE(fetch(document, 0), u"café"_s);
        const QSignalSpy reloaded(&document, &LogDocument::reloaded);
        document.setEncoding(Encoding{"WINDOWS-1252", 0, true});
        QCOMPARE(reloaded.size(), 1);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.encodingName(), u"WINDOWS-1252"_s);
        QCOMPARE(fetch(document, 0), u"cafÃ©"_s);
        document.setEncoding(Encoding{"UTF-16LE", 0, false});
        QVERIFY(waitComplete(document));
        QCOMPARE(document.encodingName(), u"UTF-16LE"_s);
        document.setEncoding(std::nullopt);
        QVERIFY(waitComplete(document));
        QCOMPARE(document.encodingName(), u"UTF-8"_s);
        QCOMPARE(fetch(document, 0), u"café"_s);
    }

    void coloursAreRenderedHiddenOrRaw() {
        LogDocument document(jobOf({{"a.txt", "\x1B[31mred\x1B[0m\n"}}), 0);
        QVERIFY(waitComplete(document));
        QCOMPARE(fetch(document, 0), u"red"_s);
        QCOMPARE(document.line(LineNumber(0))->runs.size(), 1U);
        document.setAnsi(AnsiMode::Raw);
        document.want(LineNumber(0), 1);
        QTRY_COMPARE(document.line(LineNumber(0))->text, u"\u241B[31mred\u241B[0m"_s);
        document.setAnsi(AnsiMode::Hidden);
        document.want(LineNumber(0), 1);
        QTRY_COMPARE(document.line(LineNumber(0))->text, u"red"_s);
        QVERIFY(document.line(LineNumber(0))->runs.empty());
        document.reload();
        QVERIFY(waitComplete(document));
        QVERIFY(document.line(LineNumber(0))->runs.empty());
    }

    void hugeFile() {
        // Five gigabytes, of which the file system stores next to nothing.
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"huge.log"_s);
        const int file = ::open(qPrintable(path), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
        QVERIFY(file >= 0);
        constexpr off_t size = 5LL << 30;
        const std::string head = "first line\nsecond line\n", tail = "\nlast line but one\nlast line\n";
        QVERIFY(::ftruncate(file, size) == 0);
        QVERIFY(::pwrite(file, head.data(), head.size(), 0) == static_cast<ssize_t>(head.size()));
        QVERIFY(::pwrite(file, tail.data(), tail.size(), size - static_cast<off_t>(tail.size())) == static_cast<ssize_t>(tail.size()));
        ::close(file);
        auto job = openJob(fileSource(path.toStdString()), path.toStdString(), Layouts());
        QVERIFY(job);

        LogDocument document(*job, 0);
        QVERIFY(QTest::qWaitFor([&] { return document.line(LineNumber(0)) != nullptr; }));
        QCOMPARE(document.line(LineNumber(0))->text, u"first line"_s);
        QCOMPARE(document.size(), static_cast<quint64>(size));
        // The last lines, while nobody knows yet how many there are.
        QVERIFY(!document.isComplete());
        QVERIFY(document.isEstimated(LineNumber(document.lineCount() - 1)));
        QVERIFY(QTest::qWaitFor([&] {
            document.want(LineNumber(document.lineCount() - 2), 2);
            return document.line(LineNumber(document.lineCount() - 1)) != nullptr &&
                   document.line(LineNumber(document.lineCount() - 2)) != nullptr;
        }));
        QCOMPARE(document.line(LineNumber(document.lineCount() - 1))->text, u"last line"_s);
        QCOMPARE(document.line(LineNumber(document.lineCount() - 2))->text, u"last line but one"_s);
    }
};

QTEST_MAIN(TestLogDocument)
#include "test_log_document.moc"

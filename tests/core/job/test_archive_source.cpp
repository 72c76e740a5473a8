// SPDX-License-Identifier: MIT
#include "archive_writer.h"
#include "core_test.h"
#include "gzip.h"

#include "job/job_source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace faultline;
namespace fs = std::filesystem;

class TestArchiveSource : public QObject {
    Q_OBJECT

private slots:
    void readsArchives_data();
    void readsArchives();
    void readsALoneCompressedFile();
    void tellsArchivesByTheirContent();
    void skipsEntriesThatLeadOut_data();
    void skipsEntriesThatLeadOut();
    void skipsLinksAndPipes();
    void skipsNamesThatNobodyCouldShow();
    void readsAFileWhoseNameCannotBeRead();
    void keepsNamesOfAnyCharacters();
    void tellsOfManySkippedEntriesTogether();
    void understandsAbsoluteNamesAsInside();
    void showsTheFirstOfTwoEntriesOfOneName();
    void stopsAtABomb();
    void stopsAtABombByDefault();
    void stopsBeforeTheDiskIsFull();
    void stopsWhenAsked();
    void tellsHowFarItIs();
    void unpacksCompressedEntries();
    void readsACompressedFileOfNothing();
    void anEmptyArchiveHoldsNothing();
    void saysThatAFileIsPackedTooOften();
    void stopsAtTheLimitOfBytes();
    void stopsAtTheLimitOfEntries();
    void keepsWhatADamagedArchiveStillHolds();
    void tellsOfEntriesThatLieOverEachOther();
    void refusesWhatIsNoArchive();
    void refusesWhatOnlyBearsTheNameOfAnArchive_data();
    void refusesWhatOnlyBearsTheNameOfAnArchive();
    void leavesNothingBeside();

private:
    [[nodiscard]] std::string pathOf(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    QTemporaryDir m_folder;
};

void TestArchiveSource::readsArchives_data() {
    QTest::addColumn<bool>("zip");
    QTest::newRow("zip") << true;
    QTest::newRow("tar.gz") << false;
}

void TestArchiveSource::readsArchives() {
    QFETCH(bool, zip);
    const std::string path = pathOf(zip ? "job.zip" : "job.tar.gz");
    {
        ArchiveWriter writer(path, zip);
        writer.file("logs/user/error/0/process000.txt", "Traceback\n");
        writer.file("logs/empty.txt", "");
        writer.file("logs/größe.txt", "µ");
        writer.file("logs/gr\xF6\xDF"
                    "e.txt",
                    "old");
    }
    const JobSourcePointer source = sourceFor(path).value();
    const SourceListing listing = source->list({}, {}).value();
    for (const Skipped& skipped : listing.skipped)
        qWarning("%s: %s", skipped.path.c_str(), skipped.why.c_str());
    QVERIFY(listing.skipped.empty());
    QCOMPARE(listing.entries.size(), 4U);
    QCOMPARE(readAll(*source->open("logs/user/error/0/process000.txt").value(), 100).value(), std::string("Traceback\n"));
    QCOMPARE(source->open("logs/empty.txt").value()->size(), 0U);
    QCOMPARE(readAll(*source->open("logs/größe.txt").value(), 100).value(), std::string("µ"));
    QCOMPARE(readAll(*source
                          ->open("logs/gr\xF6\xDF"
                                 "e.txt")
                          .value(),
                     100)
                 .value(),
             std::string("old"));
    QVERIFY(!source->open("logs/none.txt"));
}

void TestArchiveSource::readsALoneCompressedFile() {
    const std::string path = pathOf("std_log.txt.gz");
    std::ofstream(path, std::ios::binary) << gzip("hello\n");
    const JobSourcePointer source = sourceFor(path).value();
    const SourceListing listing = source->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QCOMPARE(listing.entries.front().path, std::string("std_log.txt"));
    QCOMPARE(readAll(*source->open("std_log.txt").value(), 100).value(), std::string("hello\n"));
}

void TestArchiveSource::tellsArchivesByTheirContent() {
    const std::string renamed = pathOf("download");
    {
        ArchiveWriter(renamed, true).file("a.txt", "a");
    }
    QCOMPARE(sourceFor(renamed).value()->list({}, {}).value().entries.front().path, std::string("a.txt"));
}

void TestArchiveSource::skipsEntriesThatLeadOut_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("up") << QByteArray("../evil.txt");
    QTest::newRow("down and up") << QByteArray("logs/../../evil.txt");
    QTest::newRow("with back-slashes") << QByteArray(R"(logs\..\..\evil.txt)");
}

void TestArchiveSource::skipsEntriesThatLeadOut() {
    QFETCH(QByteArray, name);
    const std::string path = pathOf("out.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file(name.toStdString(), "evil");
        writer.file("good.txt", "good");
    }
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QVERIFY(isSkipped(listing.skipped, name.toStdString(), "leads out of the archive"));
}

void TestArchiveSource::skipsLinksAndPipes() {
    const std::string path = pathOf("links.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file("good.txt", "good");
        writer.symbolicLink("passwd", "/etc/passwd");
        writer.hardLink("again.txt", "good.txt");
        writer.pipe("pipe");
        writer.device("null");
    }
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QVERIFY(isSkipped(listing.skipped, "passwd", "link inside an archive"));
    QVERIFY(isSkipped(listing.skipped, "again.txt", "link inside an archive"));
    QVERIFY(isSkipped(listing.skipped, "pipe", "not a file"));
    QVERIFY(isSkipped(listing.skipped, "null", "not a file"));
}

void TestArchiveSource::skipsNamesThatNobodyCouldShow() {
    const std::string path = pathOf("deep.tar.gz");
    std::string deep;
    for (int i = 0; i < 100'000; ++i)
        deep += "d/";
    {
        ArchiveWriter writer(path, false);
        writer.file(deep + "a.txt", "deep");
        writer.file(std::string(5'000, 'n'), "long");
        writer.file("one/two/three/a.txt", "good");
    }
    SourceLimits limits;
    limits.nameBytes = 1'000'000;
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QCOMPARE(listing.skipped.size(), 2U);
    QVERIFY(listing.skipped.front().why.contains("more than 4096 bytes"));
    QVERIFY(listing.skipped.front().path.size() < 1'000);
    QVERIFY(archiveSource(path, limits)->list({}, {}).value().skipped.front().why.contains("64 folders inside each other"));
}

void TestArchiveSource::readsAFileWhoseNameCannotBeRead() {
    const std::string path = pathOf("nameless.zip");
    {
        ArchiveWriter(path, true).file("a", "Traceback\n");
    }
    // The name is taken away, in the entry and in the directory at the end.
    std::string bytes;
    {
        std::ifstream stream(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(stream), {});
    }
    for (const std::string_view mark : {"PK\x03\x04", "PK\x01\x02"}) {
        const std::size_t header = bytes.find(mark);
        const bool local = mark[2] == '\x03';
        bytes[header + (local ? 30U : 46U)] = '\0';
    }
    std::ofstream(path, std::ios::binary) << bytes;
    const JobSourcePointer source = archiveSource(path);
    const SourceListing listing = source->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QCOMPARE(listing.entries.front().path, std::string("entry 1"));
    QVERIFY(isSkipped(listing.skipped, "entry 1", "only its name"));
    QCOMPARE(readAll(*source->open("entry 1").value(), 100).value(), std::string("Traceback\n"));
}

void TestArchiveSource::keepsNamesOfAnyCharacters() {
    const std::string path = pathOf("names.tar.gz");
    const std::vector<std::string> names{"line\nfeed.txt", "\x1b[31mred.txt", "\u202Etxt.evil", "<b>bold</b>.txt"};
    {
        ArchiveWriter writer(path, false);
        for (const std::string& name : names)
            writer.file(name, "x");
    }
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QVERIFY(listing.skipped.empty());
    QVERIFY(std::ranges::equal(listing.entries, names, {}, &SourceEntry::path));
}

void TestArchiveSource::tellsOfManySkippedEntriesTogether() {
    const std::string path = pathOf("links.tar");
    {
        ArchiveWriter writer(path, false, false);
        for (int i = 0; i < 50; ++i)
            writer.symbolicLink(std::to_string(i), "/etc/passwd");
    }
    SourceLimits limits;
    limits.skipped = 10;
    const SourceListing listing = archiveSource(path, limits)->list({}, {}).value();
    QCOMPARE(listing.skipped.size(), 11U);
    QVERIFY(isSkipped(listing.skipped, "", "40 more entries"));
}

void TestArchiveSource::understandsAbsoluteNamesAsInside() {
    const std::string path = pathOf("absolute.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file("/etc/passwd", "not that one");
        writer.file("C:\\logs\\a.txt", "a");
    }
    const JobSourcePointer source = archiveSource(path);
    QCOMPARE(source->list({}, {}).value().entries.size(), 2U);
    QCOMPARE(readAll(*source->open("etc/passwd").value(), 100).value(), std::string("not that one"));
    QVERIFY(source->open("logs/a.txt"));
}

void TestArchiveSource::showsTheFirstOfTwoEntriesOfOneName() {
    const std::string path = pathOf("twice.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file("a.txt", "first");
        writer.file("./a.txt", "second");
    }
    const JobSourcePointer source = archiveSource(path);
    const SourceListing listing = source->list({}, {}).value();
    QCOMPARE(readAll(*source->open("a.txt").value(), 100).value(), std::string("first"));
    QCOMPARE(listing.skipped.size(), 1U);
    QVERIFY(listing.skipped.front().why.contains("second entry"));
}

void TestArchiveSource::stopsAtABomb() {
    const std::string path = pathOf("bomb.zip");
    {
        ArchiveWriter writer(path, true);
        writer.file("small.txt", "small");
        writer.file("bomb.txt", std::string(20 << 20, '\0'));
        writer.file("after.txt", "after");
    }
    SourceLimits limits;
    limits.ratio = 100;
    limits.ratioFrom = 1 << 20;
    const JobSourcePointer source = archiveSource(path, limits);
    const SourceListing listing = source->list({}, {}).value();
    QVERIFY(isSkipped(listing.skipped, "bomb.txt", "far more than a job's logs"));
    QCOMPARE(readAll(*source->open("small.txt").value(), 100).value(), std::string("small"));
    QVERIFY(source->open("bomb.txt").value()->size() < (8 << 20));
}

void TestArchiveSource::stopsAtABombByDefault() {
    const std::string path = pathOf("bomb.log.gz");
    {
        // 300 MiB of NULs: gzip makes 300 KiB of it.
        std::ofstream(path, std::ios::binary) << gzip(std::string(300 << 20, '\0'));
    }
    const JobSourcePointer source = sourceFor(path).value();
    const SourceListing listing = source->list({}, {}).value();
    QVERIFY(isSkipped(listing.skipped, "bomb.log", "far more than a job's logs would (256 MiB so far"));
    QCOMPARE(source->open("bomb.log").value()->size(), std::uint64_t{256} << 20U);
}

void TestArchiveSource::stopsBeforeTheDiskIsFull() {
    const std::string path = pathOf("large.log.gz");
    std::ofstream(path, std::ios::binary) << gzip(std::string(80 << 20, 'x'));
    SourceLimits limits;
    limits.freeBytes = ~std::uint64_t{0};
    const SourceListing listing = archiveSource(path, limits)->list({}, {}).value();
    QVERIFY(isSkipped(listing.skipped, "large.log", "are free in the temporary folder"));
    QVERIFY(isSkipped(listing.skipped, "large.log", "Set TMPDIR"));
    QVERIFY(listing.entries.front().size < (80 << 20));
}

void TestArchiveSource::stopsWhenAsked() {
    const std::string path = pathOf("slow.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file("long.txt", std::string(100 << 20, 'x'));
        writer.file("after.txt", "after");
    }
    std::stop_source stop;
    const SourceListing listing = archiveSource(path)->list(stop.get_token(), [&](const ListingProgress&) { stop.request_stop(); }).value();
    // In the midst of a file, not behind it.
    QCOMPARE(listing.entries.size(), 1U);
    QVERIFY(listing.entries.front().size < (10 << 20));
}

void TestArchiveSource::tellsHowFarItIs() {
    const std::string path = pathOf("two.tar");
    {
        ArchiveWriter writer(path, false, false);
        writer.file("a.txt", std::string(20 << 20, 'x'));
        writer.file("b.txt", std::string(20 << 20, 'x'));
    }
    std::vector<ListingProgress> told;
    QVERIFY(archiveSource(path)->list({}, [&](const ListingProgress& progress) { told.push_back(progress); }));
    QVERIFY(told.size() >= 4);
    QCOMPARE(told.back().files, 1U);
    QCOMPARE(told.back().bytes, fs::file_size(path));
    QVERIFY(told.back().bytesDone <= told.back().bytes && told.back().bytesDone > (30 << 20));
    QVERIFY(std::ranges::is_sorted(told, {}, &ListingProgress::bytesDone));
}

void TestArchiveSource::unpacksCompressedEntries() {
    const std::string path = pathOf("rotated.zip");
    {
        ArchiveWriter writer(path, true);
        writer.file("std_log.txt.gz", gzip("Traceback\n"));
    }
    const JobSourcePointer source = archiveSource(path);
    QVERIFY(source->list({}, {}).value().skipped.empty());
    const ByteReaderPointer reader = source->open("std_log.txt.gz").value();
    QVERIFY(reader->unpacks());
    QCOMPARE(readAll(*reader, 100).value(), std::string("Traceback\n"));
}

void TestArchiveSource::readsACompressedFileOfNothing() {
    const std::string path = pathOf("hole.log.gz");
    std::ofstream(path, std::ios::binary) << gzip(std::string(100'000, '\0'));
    const SourceListing listing = sourceFor(path).value()->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QCOMPARE(listing.entries.front().path, std::string("hole.log"));
    QCOMPARE(listing.entries.front().size, 100'000U);
}

void TestArchiveSource::anEmptyArchiveHoldsNothing() {
    const std::string path = pathOf("empty.zip");
    {
        const ArchiveWriter writer(path, true);
    }
    const SourceListing listing = sourceFor(path).value()->list({}, {}).value();
    QVERIFY(listing.entries.empty());
    QVERIFY(listing.skipped.empty());
}

void TestArchiveSource::saysThatAFileIsPackedTooOften() {
    const std::string path = pathOf("nested.gz");
    std::ofstream(path, std::ios::binary) << gzip("hello\n", 30);
    const auto listing = sourceFor(path).value()->list({}, {});
    QVERIFY(!listing);
    QVERIFY(listing.error().why.contains("compressed again and again"));
}

void TestArchiveSource::stopsAtTheLimitOfBytes() {
    const std::string path = pathOf("large.tar");
    {
        ArchiveWriter writer(path, false, false);
        for (int i = 0; i < 10; ++i)
            writer.file(std::to_string(i), std::string(1 << 20, 'x'));
    }
    SourceLimits limits;
    limits.unpackedBytes = 3 << 20;
    const SourceListing listing = archiveSource(path, limits)->list({}, {}).value();
    QVERIFY(listing.entries.size() <= 4);
    QCOMPARE(listing.skipped.size(), 1U);
}

void TestArchiveSource::stopsAtTheLimitOfEntries() {
    const std::string path = pathOf("many.zip");
    {
        ArchiveWriter writer(path, true);
        for (int i = 0; i < 50; ++i)
            writer.file(std::to_string(i), "x");
    }
    SourceLimits limits;
    limits.entries = 7;
    const SourceListing listing = archiveSource(path, limits)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 7U);
    QVERIFY(isSkipped(listing.skipped, "7", "more than 7 files"));
}

void TestArchiveSource::keepsWhatADamagedArchiveStillHolds() {
    const std::string path = pathOf("damaged.tar");
    {
        ArchiveWriter writer(path, false, false);
        writer.file("first.txt", "first");
        writer.file("second.txt", std::string(100'000, 's'));
    }
    fs::resize_file(path, 30'000);
    const JobSourcePointer source = archiveSource(path);
    const SourceListing listing = source->list({}, {}).value();
    QCOMPARE(readAll(*source->open("first.txt").value(), 100).value(), std::string("first"));
    QVERIFY(!listing.skipped.empty());
}

void TestArchiveSource::tellsOfEntriesThatLieOverEachOther() {
    const std::string path = pathOf("overlap.zip");
    {
        ArchiveWriter writer(path, true);
        writer.file("a.txt", "first");
        writer.file("b.txt", "second");
    }
    // The second entry of the directory points to the first file.
    std::string bytes;
    {
        std::ifstream stream(path, std::ios::binary);
        bytes.assign(std::istreambuf_iterator<char>(stream), {});
    }
    const std::size_t second = bytes.rfind("PK\x01\x02");
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(second) + 42, 4, '\0');
    std::ofstream(path, std::ios::binary) << bytes;
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QVERIFY(isSkipped(listing.skipped, "", "says that it holds 2 entries, but only 1"));
}

void TestArchiveSource::refusesWhatIsNoArchive() {
    const std::string path = pathOf("broken.zip");
    std::ofstream(path, std::ios::binary) << "PK\x03\x04 and then nothing of the kind";
    const auto listing = archiveSource(path)->list({}, {});
    if (listing) // the damage may also show only as entries that could not be read
        QVERIFY(!listing->skipped.empty());
    else
        QVERIFY(!listing.error().next.empty());
}

void TestArchiveSource::refusesWhatOnlyBearsTheNameOfAnArchive_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("nothing") << QByteArray("zero.zip") << QByteArray() << QByteArray("the file is empty");
    QTest::newRow("an answer") << QByteArray("logs.tar.gz")
                               << QByteArray("<?xml version=\"1.0\"?>\n<Error><Code>AuthenticationFailed</Code></Error>")
                               << QByteArray("AuthenticationFailed");
    QTest::newRow("a picture") << QByteArray("logs.7z") << QByteArray("\x89PNG\r\n") << QByteArray("another kind of file");
}

void TestArchiveSource::refusesWhatOnlyBearsTheNameOfAnArchive() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, why);
    const std::string path = pathOf(name.constData());
    std::ofstream(path, std::ios::binary) << content.toStdString();
    const auto source = sourceFor(path);
    QVERIFY(!source);
    QVERIFY2(source.error().why.contains(why.toStdString()), source.error().why.c_str());
    QVERIFY(source.error().next.contains("Download it again"));
}

void TestArchiveSource::leavesNothingBeside() {
    QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("job.zip")).toStdString();
    {
        ArchiveWriter(path, true).file("logs/a.txt", "a");
    }
    const JobSourcePointer source = archiveSource(path);
    (void)source->list({}, {});
    std::size_t files = 0;
    for ([[maybe_unused]] const fs::directory_entry& entry : fs::directory_iterator(folder.path().toStdString()))
        ++files;
    QCOMPARE(files, 1U);
}

QTEST_APPLESS_MAIN(TestArchiveSource)
#include "test_archive_source.moc"

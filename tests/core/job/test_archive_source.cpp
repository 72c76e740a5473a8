// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job_source.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <archive.h>
#include <archive_entry.h>

using namespace faultline;
namespace fs = std::filesystem;

namespace {

/// Writes archives, hostile ones too.
class ArchiveWriter {
public:
    ArchiveWriter(const std::string& path, bool zip, bool compressed = true) : m_archive(archive_write_new()) {
        if (zip) {
            archive_write_set_format_zip(m_archive);
        } else {
            archive_write_set_format_pax_restricted(m_archive);
            if (compressed)
                archive_write_add_filter_gzip(m_archive);
        }
        archive_write_open_filename(m_archive, path.c_str());
    }
    ~ArchiveWriter() {
        archive_write_close(m_archive);
        archive_write_free(m_archive);
    }
    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    void file(const std::string& name, const std::string& content) {
        add(name, content, [](archive_entry* entry) { archive_entry_set_filetype(entry, AE_IFREG); });
    }
    void symbolicLink(const std::string& name, const std::string& target) {
        add(name, {}, [&](archive_entry* entry) {
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, target.c_str());
        });
    }
    void hardLink(const std::string& name, const std::string& target) {
        add(name, {}, [&](archive_entry* entry) {
            archive_entry_set_filetype(entry, AE_IFREG);
            archive_entry_set_hardlink(entry, target.c_str());
        });
    }
    void pipe(const std::string& name) {
        add(name, {}, [](archive_entry* entry) { archive_entry_set_filetype(entry, AE_IFIFO); });
    }

private:
    template <typename Change>
    void add(const std::string& name, const std::string& content, const Change& change) {
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_perm(entry, 0600);
        change(entry);
        archive_write_header(m_archive, entry);
        archive_write_data(m_archive, content.data(), content.size());
        archive_entry_free(entry);
    }

    archive* m_archive;
};

} // namespace

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
    void understandsAbsoluteNamesAsInside();
    void showsTheFirstOfTwoEntriesOfOneName();
    void stopsAtABomb();
    void stopsAtTheLimitOfBytes();
    void stopsAtTheLimitOfEntries();
    void keepsWhatADamagedArchiveStillHolds();
    void refusesWhatIsNoArchive();
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
    // The gzip form of "hello\n".
    static constexpr unsigned char bytes[] = {0x1f, 0x8b, 8,    0, 0, 0,    0,    0,    0,    3, 0xcb, 0x48, 0xcd,
                                              0xc9, 0xc9, 0xe7, 2, 0, 0x20, 0x30, 0x3a, 0x36, 6, 0,    0,    0};
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes), sizeof bytes);
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
    std::ofstream(pathOf("notes.zip")) << "this is no archive";
    QCOMPARE(sourceFor(pathOf("notes.zip")).value()->list({}, {}).value().entries.front().path, std::string("notes.zip"));
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
    }
    const SourceListing listing = archiveSource(path)->list({}, {}).value();
    QCOMPARE(listing.entries.size(), 1U);
    QVERIFY(isSkipped(listing.skipped, "passwd", "link inside an archive"));
    QVERIFY(isSkipped(listing.skipped, "again.txt", "link inside an archive"));
    QVERIFY(isSkipped(listing.skipped, "pipe", "not a file"));
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

void TestArchiveSource::refusesWhatIsNoArchive() {
    const std::string path = pathOf("broken.zip");
    std::ofstream(path, std::ios::binary) << "PK\x03\x04 and then nothing of the kind";
    const auto listing = archiveSource(path)->list({}, {});
    if (listing) // the damage may also show only as entries that could not be read
        QVERIFY(!listing->skipped.empty());
    else
        QVERIFY(!listing.error().next.empty());
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

// SPDX-License-Identifier: MIT
#include "core_test.h"
#include "gzip.h"

#include "job/job_source.h"

#include <QDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace faultline;
namespace fs = std::filesystem;

/// A folder as a job may have left it, with everything that is no file among the files.
class TestFolderSource : public QObject {
    Q_OBJECT

private slots:
    void init();
    void listsAllFiles();
    void skipsPipesSocketsAndDevices();
    void readsNothingTwiceByLinks();
    void unpacksCompressedFiles();
    void skipsLinksThatLeadOut();
    void skipsLinksThatLeadNowhere();
    void endsInALoopOfLinks();
    void skipsFoldersThatMayNotBeRead();
    void endsInFoldersWithoutEnd();
    void endsAtTheLimitOfFiles();
    void keepsNamesOfAnyBytes();
    void saysThatAFileVanished();
    void failsOnlyWhenNothingCanBeListed();
    void stopsWhenAsked();
    void singleFilesAreJobsToo();

private:
    void write(const std::string& path, const std::string& text = "x\n") const {
        fs::create_directories((m_root / path).parent_path());
        std::ofstream(m_root / path) << text;
    }
    [[nodiscard]] SourceListing list(SourceLimits limits = {}) const { return folderSource(m_root.string(), limits)->list({}, {}).value(); }
    static std::vector<std::string> pathsOf(const SourceListing& listing) {
        std::vector<std::string> paths;
        for (const SourceEntry& entry : listing.entries)
            paths.push_back(entry.path);
        std::ranges::sort(paths);
        return paths;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_root;
};

void TestFolderSource::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_root = m_folder->path().toStdString() + "/job";
    write("logs/a.txt", "12345");
    write("b.txt");
}

void TestFolderSource::listsAllFiles() {
    write(".hidden/c");
    const SourceListing listing = list();
    QCOMPARE(pathsOf(listing), (std::vector<std::string>{".hidden/c", "b.txt", "logs/a.txt"}));
    QVERIFY(listing.skipped.empty());
    const auto entry = std::ranges::find(listing.entries, "logs/a.txt", &SourceEntry::path);
    QCOMPARE(entry->size, 5U);
    QVERIFY(entry->modified > 0);
}

void TestFolderSource::skipsPipesSocketsAndDevices() {
    QCOMPARE(::mkfifo((m_root / "pipe").c_str(), 0600), 0);
    const int handle = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = (m_root / "socket").string();
    QVERIFY(path.size() < sizeof address.sun_path);
    std::ranges::copy(path, address.sun_path);
    QCOMPARE(::bind(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(handle);
    const SourceListing listing = list();
    QCOMPARE(listing.entries.size(), 2U);
    QVERIFY(isSkipped(listing.skipped, "pipe", "wait for ever"));
    QVERIFY(isSkipped(listing.skipped, "socket", "socket"));
}

void TestFolderSource::readsNothingTwiceByLinks() {
    fs::create_symlink("logs/a.txt", m_root / "link.txt");
    fs::create_directory_symlink("logs", m_root / "user_logs");
    const SourceListing listing = list();
    QCOMPARE(pathsOf(listing), (std::vector<std::string>{"b.txt", "logs/a.txt"}));
    QVERIFY(isSkipped(listing.skipped, "link.txt", "read under its own name"));
    QVERIFY(isSkipped(listing.skipped, "user_logs", "read under its own name"));
}

void TestFolderSource::unpacksCompressedFiles() {
    const std::string packed = gzip("hello\n");
    write("rotated.txt.gz", packed);
    write("renamed.txt", packed);
    const JobSourcePointer source = folderSource(m_root.string());
    QCOMPARE(source->list({}, {}).value().entries.size(), 4U);
    for (const char* const path : {"rotated.txt.gz", "renamed.txt"}) {
        const ByteReaderPointer reader = source->open(path).value();
        QVERIFY(reader->unpacks());
        QCOMPARE(readAll(*reader, 100).value(), std::string("hello\n"));
    }
    QVERIFY(!source->open("b.txt").value()->unpacks());
}

void TestFolderSource::skipsLinksThatLeadOut() {
    std::ofstream(m_root.parent_path() / "secret") << "secret";
    fs::create_symlink("../secret", m_root / "out");
    fs::create_directory_symlink("/etc", m_root / "etc");
    const SourceListing listing = list();
    QCOMPARE(listing.entries.size(), 2U);
    QVERIFY(isSkipped(listing.skipped, "out", "leads out"));
    QVERIFY(isSkipped(listing.skipped, "etc", "leads out"));
}

void TestFolderSource::skipsLinksThatLeadNowhere() {
    fs::create_symlink("gone", m_root / "broken");
    fs::create_symlink("itself", m_root / "itself");
    const SourceListing listing = list();
    QVERIFY(isSkipped(listing.skipped, "broken", "nowhere"));
    QVERIFY(isSkipped(listing.skipped, "itself", "nowhere"));
}

void TestFolderSource::endsInALoopOfLinks() {
    fs::create_directory_symlink("..", m_root / "logs/up");
    fs::create_directory_symlink(".", m_root / "here");
    const SourceListing listing = list();
    QCOMPARE(pathsOf(listing), (std::vector<std::string>{"b.txt", "logs/a.txt"}));
    QVERIFY(isSkipped(listing.skipped, "logs/up", "read under its own name"));
    QVERIFY(isSkipped(listing.skipped, "here", "read under its own name"));
}

void TestFolderSource::skipsFoldersThatMayNotBeRead() {
    if (::geteuid() == 0)
        QSKIP("root may read everything");
    write("closed/c.txt");
    fs::permissions(m_root / "closed", fs::perms::none);
    const SourceListing listing = list();
    fs::permissions(m_root / "closed", fs::perms::owner_all);
    QCOMPARE(listing.entries.size(), 2U);
    QVERIFY(isSkipped(listing.skipped, "closed", "could not be read"));
}

void TestFolderSource::endsInFoldersWithoutEnd() {
    write("1/2/3/4/5/6/deep.txt");
    SourceLimits limits;
    limits.depth = 4;
    const SourceListing listing = list(limits);
    QCOMPARE(listing.entries.size(), 2U);
    QVERIFY(isSkipped(listing.skipped, "1/2/3/4", "more than 4 folders"));
}

void TestFolderSource::endsAtTheLimitOfFiles() {
    for (int i = 0; i < 20; ++i)
        write("many/" + std::to_string(i));
    SourceLimits limits;
    limits.entries = 10;
    const SourceListing listing = list(limits);
    QCOMPARE(listing.entries.size(), 10U);
    QCOMPARE(listing.skipped.size(), 1U);
    QVERIFY(listing.skipped.front().why.contains("more than 10 files"));
}

void TestFolderSource::keepsNamesOfAnyBytes() {
    write("caf\xE9\n*.txt", "odd");
    const JobSourcePointer source = folderSource(m_root.string());
    const SourceListing listing = source->list({}, {}).value();
    QVERIFY(std::ranges::contains(pathsOf(listing), std::string("caf\xE9\n*.txt")));
    QCOMPARE(readAll(*source->open("caf\xE9\n*.txt").value(), 10).value(), std::string("odd"));
}

void TestFolderSource::saysThatAFileVanished() {
    const JobSourcePointer source = folderSource(m_root.string());
    (void)source->list({}, {});
    fs::remove(m_root / "b.txt");
    const auto reader = source->open("b.txt");
    QVERIFY(!reader);
    QVERIFY(!reader.error().why.empty());
}

void TestFolderSource::failsOnlyWhenNothingCanBeListed() {
    const auto listing = folderSource((m_root / "gone").string())->list({}, {});
    QVERIFY(!listing);
    QVERIFY(!listing.error().next.empty());
    QVERIFY(!sourceFor((m_root / "gone").string()));
}

void TestFolderSource::stopsWhenAsked() {
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(folderSource(m_root.string())->list(stop.get_token(), {}).value().entries.empty());
}

void TestFolderSource::singleFilesAreJobsToo() {
    const JobSourcePointer source = sourceFor((m_root / "logs/a.txt").string()).value();
    QCOMPARE(pathsOf(source->list({}, {}).value()), std::vector<std::string>{"a.txt"});
    QCOMPARE(readAll(*source->open("a.txt").value(), 10).value(), std::string("12345"));
    QVERIFY(!source->open("../b.txt"));
    QCOMPARE(::mkfifo((m_root / "pipe").c_str(), 0600), 0);
    QVERIFY(!sourceFor((m_root / "pipe").string()));
}

QTEST_APPLESS_MAIN(TestFolderSource)
#include "test_folder_source.moc"

// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/file_cache.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace faultline;

class TestFileCache : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasWrittenLast();
    void makesItsFolderForTheOwnerAlone();
    void partsItsKinds();
    void whatIsDamagedIsNotThere_data();
    void whatIsDamagedIsNotThere();
    void whatIsUsedLeastGoesFirst();
    void aValueBeyondTheLimitIsNotKept();
    void remnantsOfAWriterThatDiedGo();
    void withoutAFolderNothingIsKept();
    void aFolderThatCannotBeWrittenDoesNoHarm();

private:
    [[nodiscard]] static std::string folderOf(const QTemporaryDir& folder) { return folder.path().toStdString() + "/one/two"; }
    [[nodiscard]] static QFileInfoList filesIn(const QTemporaryDir& folder) {
        return QDir(folder.filePath("one/two")).entryInfoList(QDir::Files);
    }
};

void TestFileCache::keepsWhatWasWrittenLast() {
    const QTemporaryDir folder;
    const std::string value("bytes\0of any kind", 17);
    {
        const FileCache cache(folderOf(folder), "values", {});
        QVERIFY(!cache.read("key"));
        cache.write("key", "an earlier value");
        cache.write("key", value);
        cache.write("other key", "another");
    }
    const FileCache later(folderOf(folder), "values", {});
    QCOMPARE(later.read("key").value(), value);
    QCOMPARE(later.read("other key").value(), std::string("another"));
    QVERIFY(!later.read("third key"));
    QCOMPARE(filesIn(folder).size(), 2);
}

void TestFileCache::makesItsFolderForTheOwnerAlone() {
    const QTemporaryDir folder;
    FileCache(folderOf(folder), "values", {}).write("key", "value");
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther |
                            QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY((QFileInfo(folder.filePath("one")).permissions() & others) == 0);
    QVERIFY((QFileInfo(folder.filePath("one/two")).permissions() & others) == 0);
    QVERIFY((filesIn(folder).front().permissions() & others) == 0);
}

void TestFileCache::partsItsKinds() {
    const QTemporaryDir folder;
    const FileCache one(folderOf(folder), "one", {1 << 20, 1}), two(folderOf(folder), "two", {1 << 20, 1});
    one.write("key", "1");
    two.write("key", "2");
    QCOMPARE(one.read("key").value(), std::string("1"));
    QCOMPARE(two.read("key").value(), std::string("2"));
}

void TestFileCache::whatIsDamagedIsNotThere_data() {
    QTest::addColumn<int>("at");
    QTest::addColumn<bool>("cut");
    for (const int at : {0, 10, 24, 33, 50})
        QTest::addRow("changed at byte %d", at) << at << false;
    for (const int at : {0, 5, 32, 40})
        QTest::addRow("cut to %d bytes", at) << at << true;
}

void TestFileCache::whatIsDamagedIsNotThere() {
    QFETCH(int, at);
    QFETCH(bool, cut);
    const QTemporaryDir folder;
    const FileCache cache(folderOf(folder), "values", {});
    cache.write("key", std::string(100, 'v'));
    QFile file(filesIn(folder).front().filePath());
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (cut)
        QVERIFY(file.resize(at));
    else
        QVERIFY(file.seek(at) && file.write("\xFF") == 1);
    file.close();
    QVERIFY(!cache.read("key"));
    cache.write("key", "anew");
    QCOMPARE(cache.read("key").value(), std::string("anew"));
}

void TestFileCache::whatIsUsedLeastGoesFirst() {
    const QTemporaryDir folder;
    const FileCache cache(folderOf(folder), "values", {1 << 20, 3});
    // As if they had been used an hour apart: a clock may be coarse.
    const auto age = [&](int hours) {
        for (const QFileInfo& entry : filesIn(folder)) {
            QFile file(entry.filePath());
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(entry.lastModified().addSecs(-3600 * hours), QFileDevice::FileModificationTime));
        }
    };
    for (const char* const key : {"a", "b", "c"}) {
        cache.write(key, key);
        age(1);
    }
    QVERIFY(cache.read("a"));
    age(1);
    cache.write("d", "d");
    QVERIFY(cache.read("a"));
    QVERIFY(!cache.read("b"));
    QVERIFY(cache.read("c"));
    QVERIFY(cache.read("d"));
}

void TestFileCache::aValueBeyondTheLimitIsNotKept() {
    const QTemporaryDir folder;
    const FileCache cache(folderOf(folder), "values", {1000, 3});
    cache.write("key", std::string(1001, 'x'));
    QVERIFY(!cache.read("key"));
    cache.write("key", std::string(600, 'x'));
    cache.write("key 2", std::string(600, 'x'));
    QCOMPARE(filesIn(folder).size(), 1);
}

void TestFileCache::remnantsOfAWriterThatDiedGo() {
    const QTemporaryDir folder;
    const FileCache cache(folderOf(folder), "values", {});
    cache.write("key", "value");
    QFile remnant(filesIn(folder).front().filePath() + ".123.1.new");
    QVERIFY(remnant.open(QIODevice::WriteOnly) && remnant.write("half") == 4 && remnant.flush());
    QVERIFY(remnant.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
    remnant.close();
    cache.write("other key", "value");
    QVERIFY(!remnant.exists());
    QCOMPARE(filesIn(folder).size(), 2);
}

void TestFileCache::withoutAFolderNothingIsKept() {
    const FileCache cache("", "values", {});
    cache.write("key", "value");
    QVERIFY(!cache.read("key"));
}

void TestFileCache::aFolderThatCannotBeWrittenDoesNoHarm() {
    const FileCache cache("/proc/no/such/folder", "values", {});
    cache.write("key", "value");
    QVERIFY(!cache.read("key"));
}

QTEST_APPLESS_MAIN(TestFileCache)
#include "test_file_cache.moc"

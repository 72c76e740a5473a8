// SPDX-License-Identifier: MIT
#include "log/bookmarks.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

const std::vector<std::string> files{"a.txt", "b.txt", "c.txt"};

Bookmarks::Place place(std::size_t file, std::uint64_t line) {
    return {file, LineNumber(line)};
}

} // namespace

class TestBookmarks : public QObject {
    Q_OBJECT

private slots:
    void areSetAndRemoved() {
        Bookmarks bookmarks;
        const QSignalSpy changed(&bookmarks, &Bookmarks::changed);
        bookmarks.toggle("a.txt", LineNumber(7));
        bookmarks.toggle("a.txt", LineNumber(3));
        QCOMPARE(bookmarks.of("a.txt"), (std::set{LineNumber(3), LineNumber(7)}));
        QVERIFY(bookmarks.of("b.txt").empty());
        bookmarks.toggle("a.txt", LineNumber(7));
        bookmarks.toggle("a.txt", LineNumber(3));
        QVERIFY(bookmarks.isEmpty());
        QCOMPARE(changed.size(), 4);
    }

    void areWalkedAcrossFilesAndAround() {
        Bookmarks bookmarks;
        QVERIFY(!bookmarks.next(files, place(0, 0), true));
        bookmarks.toggle("c.txt", LineNumber(5));
        bookmarks.toggle("a.txt", LineNumber(9));
        bookmarks.toggle("gone.txt", LineNumber(1));
        QCOMPARE(bookmarks.next(files, std::nullopt, true), place(0, 9));
        QCOMPARE(bookmarks.next(files, place(0, 9), true), place(2, 5));
        QCOMPARE(bookmarks.next(files, place(1, 0), true), place(2, 5));
        QCOMPARE(bookmarks.next(files, place(2, 5), true), place(0, 9));
        QCOMPARE(bookmarks.next(files, place(2, 5), false), place(0, 9));
        QCOMPARE(bookmarks.next(files, place(0, 9), false), place(2, 5));
        QCOMPARE(bookmarks.next(files, std::nullopt, false), place(2, 5));
    }

    void areKeptForEachJob() {
        const QTemporaryDir folder;
        const QString kept = folder.filePath(u"bookmarks"_s);
        {
            Bookmarks bookmarks;
            bookmarks.setFolder(kept);
            bookmarks.open("/jobs/one");
            bookmarks.toggle("sub/\xFF.txt", LineNumber(41));
        }
        const QDir written(kept);
        QCOMPARE(written.entryList(QDir::Files).size(), 1);
        const QString file = written.filePath(written.entryList(QDir::Files).front());
        QVERIFY(!file.contains(u"one"_s));
        QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        {
            Bookmarks bookmarks;
            bookmarks.setFolder(kept);
            bookmarks.open("/jobs/two");
            bookmarks.open("/jobs/one");
            // One that is set while the file is read stays.
            bookmarks.toggle("b.txt", LineNumber(2));
            QTRY_COMPARE(bookmarks.of("sub/\xFF.txt"), std::set{LineNumber(41)});
            QCOMPARE(bookmarks.of("b.txt"), std::set{LineNumber(2)});
            bookmarks.toggle("sub/\xFF.txt", LineNumber(41));
            bookmarks.toggle("b.txt", LineNumber(2));
        }
        // Without any there is no file.
        QVERIFY(written.entryList(QDir::Files).isEmpty());
    }

    void whatIsNoneOfOursIsNone() {
        const QTemporaryDir folder;
        {
            Bookmarks bookmarks;
            bookmarks.setFolder(folder.path());
            bookmarks.open("/jobs/one");
            bookmarks.toggle("a.txt", LineNumber(1));
        }
        QFile file(QDir(folder.path()).filePath(QDir(folder.path()).entryList(QDir::Files).front()));
        for (const QByteArray& bytes :
             {"{\"bookmarks\": 7}"_ba, "[[["_ba, "{\"bookmarks\": [{\"line\": -3}, 5, {\"file\": \"a.txt\"}]}"_ba}) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
            file.close();
            Bookmarks bookmarks;
            bookmarks.setFolder(folder.path());
            QSignalSpy changed(&bookmarks, &Bookmarks::changed);
            bookmarks.open("/jobs/one");
            QTRY_COMPARE(changed.size(), 2);
            QVERIFY(bookmarks.isEmpty());
        }
    }

    void saysWhyTheyAreNotKept() {
        const QTemporaryDir folder;
        QFile blocking(folder.filePath(u"file"_s));
        QVERIFY(blocking.open(QIODevice::WriteOnly));
        Bookmarks bookmarks;
        bookmarks.setFolder(folder.filePath(u"file/bookmarks"_s));
        QSignalSpy troubled(&bookmarks, &Bookmarks::troubled);
        bookmarks.open("/jobs/one");
        bookmarks.toggle("a.txt", LineNumber(1));
        QTRY_COMPARE(troubled.size(), 1);
        QCOMPARE(bookmarks.of("a.txt").size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestBookmarks)
#include "test_bookmarks.moc"

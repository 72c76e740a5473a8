// SPDX-License-Identifier: MIT
#include "text/path_bytes.h"
#include "text/words.h"

#include <QFont>
#include <QLocale>
#include <QTest>

using namespace faultline;

class TestWords : public QObject {
    Q_OBJECT
private slots:
    void whatIsNotSeenIsShown() {
        // Right-to-left override: without it the name reads `aexe.png`.
        QCOMPARE(toText("a\xE2\x80\xAEgnp.exe"), QStringLiteral("a␦gnp.exe"));
        QCOMPARE(toText("\x1b[31mred"), QStringLiteral("␛[31mred"));
        QCOMPARE(toText("a\x7f"
                        "b"),
                 QStringLiteral("a␡b"));
        QCOMPARE(toText("csi\xC2\x9Bm"), QStringLiteral("csi␦m"));
        QCOMPARE(toText("zero\xE2\x80\x8Bwidth\xEF\xBB\xBF"), QStringLiteral("zero␦width␦"));
        QCOMPARE(toText("two\nlines\tand a tab"), QStringLiteral("two\nlines\tand a tab"));
        QCOMPARE(toLine("two\nlines\tand a tab"), QStringLiteral("two␊lines␉and a tab"));
        QCOMPARE(toText("größe 日本 👩‍🔬"), QStringLiteral("größe 日本 👩‍🔬"));
        QCOMPARE(toExactText("a\xE2\x80\xAE"), QString(u'a') + QChar(char16_t(0x202E)));
    }

    void pathsKeepEveryByte() {
        for (const std::string path : {"/jobs/größe 日本 👩‍🔬",
                                       "/jobs/gr\xf6\xdf"
                                       "e",
                                       "\xff\xfe\x80", "/a\xE2\x82/b\xC0\x80", ""}) {
            QCOMPARE(bytesOfPath(pathFromBytes(path)), path);
        }
        QCOMPARE(pathFromBytes("/jobs/größe"), QStringLiteral("/jobs/größe"));
        QCOMPARE(pathLine(pathFromBytes("/jobs/gr\xf6\xdf"
                                        "e \x1b")),
                 QStringLiteral("/jobs/gr\uFFFD\uFFFDe ␛"));
        QCOMPARE(pathLine(QStringLiteral("👩‍🔬")), QStringLiteral("👩‍🔬"));
    }

    void rightToLeftWordsStandApart() {
        QCOMPARE(setApart(QStringLiteral("job-1")), QStringLiteral("job-1"));
        QCOMPARE(setApart(QStringLiteral("עבודה")), QChar(char16_t(0x2068)) + QStringLiteral("עבודה") + QChar(char16_t(0x2069)));
    }

    void codeMarks() {
        QCOMPARE(withoutCodeMarks(QStringLiteral("see `logs/a.txt` first")), QStringLiteral("see logs/a.txt first"));
        const QString html = codeMarksHtml(QStringLiteral("`<b>` and <i>"), QFont(QStringLiteral("Some Mono")));
        QVERIFY2(html.contains("Some Mono") && html.contains("&lt;b&gt;") && html.contains("and &lt;i&gt;"), qPrintable(html));
        QCOMPARE(codeMarksHtml(QStringLiteral("one ` alone"), QFont()), QStringLiteral("one  alone"));
    }

    void longTextIsCutAtAWord() {
        QCOMPARE(shortened(QStringLiteral("short"), 10), QStringLiteral("short"));
        QCOMPARE(shortened(QStringLiteral("cannot convert float64 to int32"), 28), QStringLiteral("cannot convert float64 to…"));
        QCOMPARE(shortened(QString(50, u'x'), 10), QString(9, u'x') + u'…');
    }

    void sizes_data() {
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("bytes") << quint64{214} << QStringLiteral("214 B");
        QTest::newRow("few kilobytes") << quint64{4100} << QStringLiteral("4.1 kB");
        QTest::newRow("megabytes") << quint64{73'400'320} << QStringLiteral("73 MB");
        QTest::newRow("gigabytes") << quint64{2'840'000'000} << QStringLiteral("2.8 GB");
    }

    void sizes() {
        QFETCH(quint64, bytes);
        QLocale::setDefault(QLocale::c());
        QTEST(sizeText(bytes), "text");
    }

    void durations() {
        QCOMPARE(durationText(std::chrono::seconds(45)), QStringLiteral("45 s"));
        QCOMPARE(durationText(std::chrono::seconds(845)), QStringLiteral("14 min 5 s"));
        QCOMPARE(durationText(std::chrono::hours(3) + std::chrono::minutes(20)), QStringLiteral("3 h 20 min"));
        QCOMPARE(durationText(std::chrono::hours(52)), QStringLiteral("2 d 4 h"));
    }

    void aPathIsNoPattern() {
        Place place;
        place.path = "logs/a%2Fb%1.txt";
        place.line = LineNumber::fromShown(7);
        QCOMPARE(placeText(place), QStringLiteral("logs/a%2Fb%1.txt:7"));
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "test_words.moc"

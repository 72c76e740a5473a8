// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "scan/line_shape.h"

using namespace faultline;

class TestLineShape : public QObject {
    Q_OBJECT

private slots:
    void whatVariesIsMasked_data();
    void whatVariesIsMasked();
    void linesOfOneStatementAreOneGroup();
    void otherStatementsAreOtherGroups();
    void staysBounded();
};

void TestLineShape::whatVariesIsMasked_data() {
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("other");
    QTest::newRow("numbers") << QByteArray("read 12 of 400 rows") << QByteArray("read 7 of 9 rows");
    QTest::newRow("paths") << QByteArray("cannot open /mnt/a/b.csv") << QByteArray("cannot open /data/c.csv");
    QTest::newRow("identifiers") << QByteArray("run 6f9619ff-8b86-d011-b42d-00cf4fc964ff ended")
                                 << QByteArray("run 00000000-8b86-4011-b42d-00cf4fc964aa ended");
    QTest::newRow("quoted values") << QByteArray("key 'age' missing") << QByteArray("key 'sex' missing");
}

void TestLineShape::whatVariesIsMasked() {
    QFETCH(QByteArray, one);
    QFETCH(QByteArray, other);
    QCOMPARE(maskedShape(one.toStdString()), maskedShape(other.toStdString()));
    QVERIFY(maskedShape(one.toStdString()).contains("<*>"));
}

void TestLineShape::linesOfOneStatementAreOneGroup() {
    LineShapes shapes;
    for (std::uint64_t i = 0; i < 100; ++i)
        shapes.add("Failed to read part-" + std::to_string(i) + ".csv of container train", Level::Error,
                   {LineNumber(i), i * 10, "text", {}});
    const std::vector<LineGroup> groups = shapes.take();
    QCOMPARE(groups.size(), 1U);
    QCOMPARE(groups.front().count, 100U);
    QCOMPARE(groups.front().members.size(), LineShapes::memberLimit);
    QCOMPARE(groups.front().members.front().line, LineNumber(0));
    QCOMPARE(groups.front().last, LineNumber(99));
}

void TestLineShape::otherStatementsAreOtherGroups() {
    LineShapes shapes;
    shapes.add("Failed to read the input file", Level::Error, {});
    shapes.add("Connection to the server was lost", Level::Error, {});
    shapes.add("Disk full", Level::Critical, {});
    QCOMPARE(shapes.take().size(), 3U);
}

void TestLineShape::staysBounded() {
    LineShapes shapes;
    for (int i = 0; i < 5000; ++i) {
        std::string word;
        for (int n = i + 1; n > 0; n /= 26)
            word += static_cast<char>('a' + n % 26);
        std::string line;
        for (int n = 0; n <= i % 30; ++n)
            line += word + static_cast<char>('a' + n % 26) + ' ';
        shapes.add(line, Level::Error, {});
    }
    const std::vector<LineGroup> groups = shapes.take();
    QVERIFY(groups.size() <= LineShapes::groupLimit + 1);
    std::uint64_t count = 0;
    for (const LineGroup& group : groups)
        count += group.count;
    QCOMPARE(count, 5000U);
}

QTEST_APPLESS_MAIN(TestLineShape)
#include "test_line_shape.moc"

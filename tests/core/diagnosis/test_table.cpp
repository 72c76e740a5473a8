// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "diagnosis/table.h"

using namespace faultline;

namespace {

std::vector<TableRow> rowsOf(const std::string& text, Table& table) {
    std::vector<TableRow> rows;
    (void)table.read(*memoryReader(text), [&](const TableRow& row) {
        rows.push_back(row);
        return true;
    });
    return rows;
}

std::vector<TableRow> rowsOf(const std::string& text) {
    Table table;
    return rowsOf(text, table);
}

} // namespace

class TestTable : public QObject {
    Q_OBJECT

private slots:
    void readsRows();
    void quotedCellsMayHoldAnything();
    void columnsAreFoundByAnyName();
    void endsWhenEnoughWasRead();
    void survivesBadTables_data();
    void survivesBadTables();
    void readsNumbers();
};

void TestTable::readsRows() {
    Table table;
    const std::vector<TableRow> rows = rowsOf("Id,Status\r\n0,RUN_DONE\r\n1,\n", table);
    QCOMPARE(table.columns(), (std::vector<std::string>{"Id", "Status"}));
    QCOMPARE(rows.size(), 2U);
    QCOMPARE(rows[0].cells, (std::vector<std::string>{"0", "RUN_DONE"}));
    QCOMPARE(rows[1].cells, (std::vector<std::string>{"1", ""}));
    QCOMPARE(rows[1].line.shown(), 3U);
}

void TestTable::quotedCellsMayHoldAnything() {
    const std::vector<TableRow> rows = rowsOf("a,b\n\"x, \"\"y\"\"\nz\",1\n2,3\n");
    QCOMPARE(rows.size(), 2U);
    QCOMPARE(rows[0].cells, (std::vector<std::string>{"x, \"y\"\nz", "1"}));
    QCOMPARE(rows[1].line.shown(), 4U);
}

void TestTable::columnsAreFoundByAnyName() {
    Table table;
    (void)rowsOf("Mini-batch Id,picked_count\n0,1\n", table);
    QCOMPARE(table.column({"mini batch id"}).value(), 0U);
    QCOMPARE(table.column({"Dequeue Count", "Picked Count"}).value(), 1U);
    QVERIFY(!table.column({"Status"}));
    QVERIFY(!table.column({}));
}

void TestTable::endsWhenEnoughWasRead() {
    Table table;
    int rows = 0;
    QVERIFY(table.read(*memoryReader("a\n1\n2\n3\n"), [&](const TableRow&) { return ++rows < 2; }));
    QCOMPARE(rows, 2);
}

void TestTable::survivesBadTables_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a header alone") << QByteArray("a,b,c");
    QTest::newRow("rows of other lengths") << QByteArray("a,b\n1\n1,2,3\n\n");
    QTest::newRow("a quote that never ends") << QByteArray("a,b\n\"1,2\n3,4\n");
    QTest::newRow("a quote in the middle") << QByteArray("a,b\n1\"x\"2,3\n");
    QTest::newRow("bytes") << QByteArray("a\0,b\n\xFF,\x00\n", 11);
    QTest::newRow("an endless row") << QByteArray("a,b\n").append(QByteArray(3 << 20, ','));
}

void TestTable::survivesBadTables() {
    QFETCH(QByteArray, text);
    for (const TableRow& row : rowsOf(text.toStdString()))
        QVERIFY(row.text.size() <= 1024 + 8);
}

void TestTable::readsNumbers() {
    QCOMPARE(numberIn("12").value(), 12.0);
    QCOMPARE(numberIn(" 3.5 ").value(), 3.5);
    QCOMPARE(numberIn("-1").value(), -1.0);
    for (const std::string_view text : {"", "N/A", "abc", "-"})
        QVERIFY(!numberIn(text));
}

QTEST_APPLESS_MAIN(TestTable)
#include "test_table.moc"

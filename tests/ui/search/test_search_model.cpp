// SPDX-License-Identifier: MIT
#include "search/search_model.h"
#include "test_data.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace faultline;

namespace {

using Kind = SearchModel::Kind;

FoundEntry hit(std::uint64_t line, std::vector<std::string> before = {}, std::vector<std::string> after = {}, std::uint64_t hits = 1) {
    FoundEntry entry;
    entry.line.line = line;
    entry.line.hits = hits;
    entry.text.text = "hit " + std::to_string(line);
    entry.text.spans = {{0, 3}};
    entry.text.before = std::move(before);
    entry.text.after = std::move(after);
    return entry;
}

FileHits news(std::size_t file, std::vector<FoundEntry> lines, std::uint64_t foundLines = 0, std::uint64_t hits = 0) {
    const std::uint64_t found = foundLines > 0 ? foundLines : lines.size();
    return {file, std::move(lines), found, hits > 0 ? hits : found};
}

/// Rows of a file in short: `=3` a hit, `-2` a line around it, `…` a gap; the line's index.
QStringList rowsOf(const SearchModel& model, int file) {
    QStringList rows;
    const QModelIndex parent = model.index(file, 0);
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        switch (static_cast<Kind>(index.data(SearchModel::KindRole).toInt())) {
        case Kind::Hit: rows << QStringLiteral("=%1").arg(index.data(SearchModel::LineRole).toULongLong()); break;
        case Kind::Context: rows << QStringLiteral("-%1").arg(index.data(SearchModel::LineRole).toULongLong()); break;
        case Kind::Gap: rows << QStringLiteral("…"); break;
        case Kind::File: rows << QStringLiteral("?"); break;
        }
    }
    return rows;
}

} // namespace

class TestSearchModel : public QObject {
    Q_OBJECT
private:
    JobPointer m_job = test::makeJob({"a.txt other - -", "b.txt other - -", "c.txt other - -"});

private slots:
    void filesAndTheirLines() {
        SearchModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(m_job);
        QCOMPARE(model.rowCount(), 0);
        model.add({news(0, {hit(3), hit(7)}, 2, 5), news(2, {hit(1)})});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex file = model.index(0, 0);
        QCOMPARE(file.data().toString(), QStringLiteral("a.txt"));
        QVERIFY(file.data(SearchModel::CountRole).toString().contains(QStringLiteral("5")));
        QVERIFY(file.data(SearchModel::CountRole).toString().contains(QStringLiteral("2")));
        QCOMPARE(rowsOf(model, 0), (QStringList{"=3", "=7"}));
        QCOMPARE(model.index(1, 0).data(SearchModel::FileRole).toULongLong(), 2ULL);
        QVERIFY(model.index(0, 0, file).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("4")));
        model.reset(m_job);
        QCOMPARE(model.rowCount(), 0);
    }

    void linesAroundHitsShowOnce() {
        SearchModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(m_job);
        model.add({news(0, {hit(2, {"0", "1"}, {"3", "4"}), hit(4, {"2", "3"}, {"5", "6"}), hit(5, {"3", "4"}, {"6", "7"}),
                            hit(20, {"18", "19"}, {"21"})})});
        QCOMPARE(rowsOf(model, 0), (QStringList{"-0", "-1", "=2", "-3", "=4", "=5", "-6", "-7", "…", "-18", "-19", "=20", "-21"}));
        // The text stands at the line it belongs to.
        for (int row = 0; row < model.rowCount(model.index(0, 0)); ++row) {
            const QModelIndex index = model.index(row, 0, model.index(0, 0));
            if (index.data(SearchModel::KindRole).toInt() == static_cast<int>(Kind::Context))
                QCOMPARE(index.data().toString(), QString::number(index.data(SearchModel::LineRole).toULongLong()));
        }
    }

    void aFileThatComesInPartsIsPutTogether() {
        SearchModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.reset(m_job);
        model.add({news(0, {hit(2, {"0", "1"}, {"3", "4"})}, 1)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.add({news(0, {hit(4, {"2", "3"}, {"5"}), hit(9, {"7", "8"}, {})}, 3)});
        QCOMPARE(rowsOf(model, 0), (QStringList{"-0", "-1", "=2", "-3", "=4", "-5", "…", "-7", "-8", "=9"}));
        QVERIFY(!changed.isEmpty());
        // Lines that are only counted.
        model.add({news(0, {}, 500), news(1, {}, 20), news(2, {hit(0)})});
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.index(0, 0).data(SearchModel::CountRole).toString().contains(QStringLiteral("500")));
        QCOMPARE(model.rowCount(model.index(1, 0)), 0);
    }

    void hitsAreHighlightedInLettersNotBytes() {
        SearchModel model;
        model.reset(m_job);
        FoundEntry entry = hit(0);
        entry.text.text = "äö😀 hit ü hit";
        entry.text.spans = {{9, 12}, {16, 19}};
        model.add({news(0, {entry})});
        const auto spans = model.index(0, 0, model.index(0, 0)).data(SearchModel::SpansRole).value<SearchModel::Spans>();
        const QString text = model.index(0, 0, model.index(0, 0)).data().toString();
        QCOMPARE(spans.size(), 2);
        for (const auto& [begin, end] : spans)
            QCOMPARE(text.mid(begin, end - begin), QStringLiteral("hit"));
    }

    void stepsGoFromHitToHitAcrossFiles() {
        SearchModel model;
        model.reset(m_job);
        QVERIFY(!model.nextHit({}).isValid());
        QVERIFY(!model.previousHit({}).isValid());
        model.add({news(0, {hit(2, {"1"}, {"3"}), hit(9, {"8"}, {"10"})}), news(1, {}, 3), news(2, {hit(5)})});
        QList<qulonglong> lines;
        QModelIndex at;
        for (int i = 0; i < 4; ++i) {
            at = model.nextHit(at);
            lines << at.data(SearchModel::LineRole).toULongLong();
        }
        QCOMPARE(lines, (QList<qulonglong>{2, 9, 5, 2}));
        lines.clear();
        at = {};
        for (int i = 0; i < 4; ++i) {
            at = model.previousHit(at);
            lines << at.data(SearchModel::LineRole).toULongLong();
        }
        QCOMPARE(lines, (QList<qulonglong>{5, 9, 2, 5}));
        // From the row of a file.
        QCOMPARE(model.nextHit(model.index(2, 0)).data(SearchModel::LineRole).toULongLong(), 5ULL);
        QCOMPARE(model.previousHit(model.index(2, 0)).data(SearchModel::LineRole).toULongLong(), 9ULL);
    }

    void aSingleHitIsItsOwnNeighbour() {
        SearchModel model;
        model.reset(m_job);
        model.add({news(1, {hit(4)})});
        const QModelIndex only = model.nextHit({});
        QCOMPARE(model.nextHit(only), only);
        QCOMPARE(model.previousHit(only), only);
    }
};

QTEST_MAIN(TestSearchModel)
#include "test_search_model.moc"

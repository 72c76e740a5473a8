// SPDX-License-Identifier: MIT
#include "log/fold_plan.h"
#include "log/frame_runs.h"
#include "log/line_scroller.h"

#include <QStringList>
#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

using Kind = LineFold::Kind;

LineFold fold(std::uint64_t first, std::uint64_t count, Kind kind = Kind::Filtered, std::uint32_t frames = 0) {
    return {first, count, kind, frames};
}

const QStringList traceback{
    u"2026-01-05 10:03:11 ERROR init() failed"_s,
    u"Traceback (most recent call last):"_s,
    u"  File \"/usr/lib/python3.10/runpy.py\", line 196, in _run_module_as_main"_s,
    u"    return _run_code(code, main_globals, None,"_s,
    u"           ^^^^^^^^^"_s,
    u"  File \"/usr/lib/python3.10/runpy.py\", line 86, in _run_code"_s,
    u"    exec(code, run_globals)"_s,
    u"  [Previous line repeated 3 more times]"_s,
    u"  File \"score.py\", line 3, in init"_s,
    u"    import sklearn.ensemble"_s,
    u"  File \"/usr/lib/python3.10/importlib.py\", line 12, in load"_s,
    u"    spec.load()"_s,
    u"ModuleNotFoundError: No module named 'sklearn'"_s,
};

FrameRuns runsOf() {
    return FrameRuns([](std::string_view file) { return file.starts_with("/usr/lib"); });
}

FrameRuns::TextOf texts(const QStringList& lines, qsizetype from = 0, qsizetype to = -1) {
    return [&lines, from, to](LineNumber line) -> std::optional<QStringView> {
        const auto index = static_cast<qsizetype>(line.index());
        if (index < from || index >= (to < 0 ? lines.size() : to))
            return std::nullopt;
        return lines[index];
    };
}

} // namespace

class TestLineFolds : public QObject {
    Q_OBJECT

private slots:
    void noFoldLeavesLinesAsTheyAre() {
        const LineFolds folds;
        QVERIFY(folds.isEmpty());
        QCOMPARE(folds.rowCount(10), 10U);
        QCOMPARE(folds.rowOf(LineNumber(7)), 7U);
        QCOMPARE(folds.lineAt(7), LineNumber(7));
        QCOMPARE(folds.next(LineNumber(7)), LineNumber(8));
        QCOMPARE(folds.previous(LineNumber(0)), LineNumber(0));
        QVERIFY(!folds.foldOf(LineNumber(3)));
    }

    void rowsAndLinesBelongTogether() {
        // Lines 2–5 and 8–9 share a row each: 0 1 (2–5) 6 7 (8–9) 10 11
        const LineFolds folds({fold(2, 4), fold(8, 2)});
        const std::vector<std::uint64_t> shown{0, 1, 2, 6, 7, 8, 10, 11};
        QCOMPARE(folds.rowCount(12), shown.size());
        for (std::uint64_t row = 0; row < shown.size(); ++row) {
            QCOMPARE(folds.lineAt(row), LineNumber(shown[row]));
            QCOMPARE(folds.rowOf(LineNumber(shown[row])), row);
            if (row + 1 < shown.size()) {
                QCOMPARE(folds.next(LineNumber(shown[row])), LineNumber(shown[row + 1]));
                QCOMPARE(folds.previous(LineNumber(shown[row + 1])), LineNumber(shown[row]));
            }
        }
        QCOMPARE(folds.rowOf(LineNumber(4)), 2U);
        QCOMPARE(folds.shown(LineNumber(5)), LineNumber(2));
        QVERIFY(folds.isHidden(LineNumber(3)));
        QVERIFY(!folds.isHidden(LineNumber(2)));
        QVERIFY(!folds.isHidden(LineNumber(6)));
        QCOMPARE(folds.foldOf(LineNumber(9))->first, 8U);
    }

    void scrollingGoesByRows() {
        LineScroller scroller([](LineNumber) { return 1; });
        scroller.setLineCount(1'000'000'000'000);
        scroller.setHeights(10, 50);
        scroller.setFolds(LineFolds({fold(3, 999'999'999'990)}));
        QCOMPARE(scroller.rowCount(), 11U);
        QCOMPARE(scroller.bottom().first, LineNumber(999'999'999'995));
        scroller.setTop(LineNumber(500));
        QCOMPARE(scroller.top(), LineNumber(3));
        QCOMPARE(scroller.at(15).line, LineNumber(999'999'999'993));
        QCOMPARE(scroller.topOf(LineNumber(999'999'999'994)).value_or(-1), 20);
        QVERIFY(!scroller.topOf(LineNumber(500)));
        scroller.scrollBy(-10);
        QCOMPARE(scroller.top(), LineNumber(2));
        scroller.scrollBy(20);
        QCOMPARE(scroller.top(), LineNumber(999'999'999'993));
        scroller.setUniform(false);
        QCOMPARE(scroller.bottom().first, LineNumber(999'999'999'995));
    }

    void filterLeavesContext() {
        const std::vector<LineRun> telling{{10, 2}, {15, 1}, {100, 1}};
        FoldPlan plan;
        plan.lineCount = 200;
        plan.filter = true;
        plan.telling = telling;
        plan.lookedAt = 200;
        // 8–17 is one stretch with context; 98–102 another.
        QCOMPARE(plan.folds(), (std::vector{fold(0, 8), fold(18, 80), fold(103, 97)}));
        // A row saying that one line is missing would take its room.
        plan.lineCount = plan.lookedAt = 104;
        QCOMPARE(plan.folds(), (std::vector{fold(0, 8), fold(18, 80)}));
    }

    void filterKeepsMarkedLinesAndWhatWasOpened() {
        const std::vector<LineRun> telling{{10, 1}};
        FoldPlan plan;
        plan.lineCount = 1000;
        plan.filter = true;
        plan.telling = telling;
        plan.lookedAt = 500;
        plan.kept = {300, 700};
        QCOMPARE(plan.folds(),
                 (std::vector{fold(0, 8), fold(13, 285), fold(303, 197), fold(500, 198, Kind::Unread), fold(703, 297, Kind::Unread)}));
        plan.opened = {303};
        QCOMPARE(plan.folds(), (std::vector{fold(0, 8), fold(13, 285), fold(500, 198, Kind::Unread), fold(703, 297, Kind::Unread)}));
        plan.filter = false;
        QVERIFY(plan.folds().empty());
    }

    void framesStayOpenWhereSomethingIsInThem() {
        FoldPlan plan;
        plan.lineCount = 100;
        plan.frames = {fold(10, 6, Kind::Frames, 3), fold(20, 4, Kind::Frames, 2), fold(30, 4, Kind::Frames, 2)};
        plan.kept = {22};
        plan.opened = {30};
        QCOMPARE(plan.folds(), std::vector{plan.frames.front()});
        // Those that the filter cuts are part of its fold.
        const std::vector<LineRun> telling{{14, 1}};
        plan.filter = true;
        plan.telling = telling;
        plan.lookedAt = 100;
        plan.kept.clear();
        plan.opened.clear();
        QCOMPARE(plan.folds(), (std::vector{fold(0, 12), fold(17, 83)}));
    }

    void runsOfFramesAreFound() {
        FrameRuns runs = runsOf();
        QVERIFY(runs.look(LineNumber(0), 13, texts(traceback)));
        QCOMPARE(runs.runs(), (std::vector{fold(2, 6, Kind::Frames, 2), fold(10, 2, Kind::Frames, 1)}));
        QCOMPARE(runs.runOf(LineNumber(5))->first, 2U);
        QVERIFY(!runs.runOf(LineNumber(8)));
        // The same again is nothing new.
        QVERIFY(!runs.look(LineNumber(0), 13, texts(traceback)));
    }

    void aRunThatCameInPartsIsOne() {
        FrameRuns runs = runsOf();
        QVERIFY(runs.look(LineNumber(4), 2, texts(traceback, 4, 6)) == false);
        QVERIFY(runs.look(LineNumber(4), 9, texts(traceback, 4)));
        QVERIFY(runs.look(LineNumber(0), 4, texts(traceback)));
        QCOMPARE(runs.runs(), (std::vector{fold(2, 6, Kind::Frames, 2), fold(10, 2, Kind::Frames, 1)}));
        // What has left the memory keeps its fold.
        QVERIFY(!runs.look(LineNumber(8), 5, texts(traceback, 8)));
        QVERIFY(!runs.look(LineNumber(0), 4, texts(traceback, 0, 4)));
        QCOMPARE(runs.runs().size(), 2U);
    }

    void prefixesBeforeFramesDoNotMatter() {
        QStringList lines;
        for (const QString& line : traceback)
            lines.append(u"[stderr] "_s + line);
        FrameRuns runs = runsOf();
        QVERIFY(runs.look(LineNumber(0), 13, texts(lines)));
        QCOMPARE(runs.runs(), (std::vector{fold(2, 6, Kind::Frames, 2), fold(10, 2, Kind::Frames, 1)}));
    }

    void whatOnlyLooksLikeAFrameIsNone() {
        const QStringList lines{u"File \"/usr/lib/a.py\", line 1, in f"_s,
                                u"  x"_s,
                                u"  File \"/usr/lib/a.py\", line x"_s,
                                u"    y"_s,
                                u"  File \"/usr/lib/a.py"_s,
                                u"    z"_s};
        FrameRuns runs = runsOf();
        QVERIFY(!runs.look(LineNumber(0), 6, texts(lines)));
    }
};

QTEST_GUILESS_MAIN(TestLineFolds)
#include "test_line_folds.moc"

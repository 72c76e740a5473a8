// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "job/job.h"
#include "scan/range_findings.h"

#include <map>
#include <numeric>

using namespace faultline;

/// Logs in which nearly every line is found: what is kept is bounded, what is said of them is not less true.
class TestCrowdedLog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void allHitsCount();
    void allHitsOfSeveralRangesCount();
    void theLastHitIsKnown();
    void whatIsCapturedStaysApart();
    void manyValuesStayBounded();
    void aLineCountsOnceForAnArticle();
    void whatDiffersInALineCountsTwice();
    void errorLinesAreCountedByShape();
    void errorLinesThatAnArticleTellsOfAreNotCounted();
    void tracebacksBetweenTheFirstAndTheLastCount();
    void lessIsKeptOfEachOfManyFiles();

private:
    [[nodiscard]] FileScan scan(const std::string& text) const { return scanText(text, "program", m_patterns); }
    [[nodiscard]] FileScan scanInRanges(const std::string& text) const;
    [[nodiscard]] std::map<std::string, std::uint64_t> countsOf(const FileScan& scan) const;

    TemporaryPack m_pack;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
};

void TestCrowdedLog::initTestCase() {
    m_pack.addArticle("x-boom", R"({pattern: 'boom: (?<what>\w+)'})");
    m_pack.addArticle("x-disk", R"({pattern: 'disk (?<disk>\w+) failed'}
  - {pattern: 'failed with code (?<code>\d+)'}
  - {pattern: 'disk \w+ failed with'})");
    m_knowledge = m_pack.load();
    auto compiled = PatternSet::compile(m_knowledge);
    QVERIFY(compiled.messages.empty());
    m_patterns = compiled.value;
}

FileScan TestCrowdedLog::scanInRanges(const std::string& text) const {
    const auto job = openJob(memorySource({{"std_log.txt", text}}), "job", m_knowledge->layouts()).value();
    return *scanJob(*job, m_patterns, {}).files.front();
}

/// Lines of each article.
std::map<std::string, std::uint64_t> TestCrowdedLog::countsOf(const FileScan& scan) const {
    std::map<std::string, std::uint64_t> counts;
    for (const Sighting& sighting : scan.sightings)
        counts[m_knowledge->articles()[sighting.article].id] += sighting.count;
    return counts;
}

void TestCrowdedLog::allHitsCount() {
    std::string text;
    for (std::size_t i = 0; i < FileScan::sightingLimit + 5000; ++i)
        text += "boom: again\n";
    const FileScan found = scan(text);
    QCOMPARE(countsOf(found)["x-boom"], FileScan::sightingLimit + 5000);
    QVERIFY(found.sightings.size() <= FileScan::sightingLimit + 2);
}

void TestCrowdedLog::allHitsOfSeveralRangesCount() {
    std::string text;
    std::uint64_t lines = 0;
    for (; text.size() < (40U << 20); ++lines)
        text += "2026-01-05 10:03:11 ERROR boom: again, on the way to forty megabytes\n";
    const FileScan found = scanInRanges(text);
    QCOMPARE(found.lines, lines);
    QCOMPARE(countsOf(found)["x-boom"], lines);
    QVERIFY(found.sightings.size() <= FileScan::sightingLimit + 2);
}

void TestCrowdedLog::theLastHitIsKnown() {
    std::string text;
    for (std::size_t i = 0; i < FileScan::sightingLimit + 777; ++i)
        text += "boom: again\nnothing\n";
    const FileScan found = scan(text);
    QCOMPARE(found.sightings.front().line.shown(), 1U);
    QCOMPARE(found.sightings.back().line.shown(), 2 * (FileScan::sightingLimit + 777) - 1);
}

void TestCrowdedLog::whatIsCapturedStaysApart() {
    std::string text;
    constexpr std::uint64_t each = 30'000;
    for (std::size_t i = 0; i < each; ++i)
        text += "boom: left\nboom: right\n";
    const FileScan found = scan(text);
    std::map<std::string, std::uint64_t> counts;
    for (const Sighting& sighting : found.sightings)
        counts[sighting.captures.at("what")] += sighting.count;
    QCOMPARE(counts.size(), 2U);
    QCOMPARE(counts["left"] + counts["right"], 2 * each);
    // Only some of the lines are read, however they alternate: the shares are an estimate.
    QVERIFY2(counts["left"] > each * 8 / 10 && counts["left"] < each * 12 / 10, std::to_string(counts["left"]).c_str());
}

void TestCrowdedLog::manyValuesStayBounded() {
    std::string text;
    for (std::size_t i = 0; i < 60'000; ++i)
        text += "boom: value" + std::to_string(i) + "\n";
    const FileScan found = scan(text);
    QCOMPARE(countsOf(found)["x-boom"], 60'000U);
    QVERIFY(found.sightings.size() <= FileScan::sightingLimit + 2 * SampledHits::groupLimit);
}

void TestCrowdedLog::aLineCountsOnceForAnArticle() {
    const FileScan found = scan("disk sda failed with code 5\nfailed with code 6\n");
    QCOMPARE(linesOf(found, *m_knowledge, "x-disk"), (std::vector<std::uint64_t>{1, 2}));
    std::string text;
    for (std::size_t i = 0; i < 10'000; ++i)
        text += "disk sda failed with code 5\n";
    QCOMPARE(countsOf(scan(text))["x-disk"], 10'000U);
}

void TestCrowdedLog::whatDiffersInALineCountsTwice() {
    // A line that quotes two failures, each in a line of its own before it was written into JSON.
    const FileScan found = scan(R"({"log": "boom: left\nboom: right\n"})");
    QCOMPARE(countsOf(found)["x-boom"], 2U);
}

void TestCrowdedLog::errorLinesAreCountedByShape() {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "2026-01-05 10:03:11 ERROR reading block " + std::to_string(i) + " took too long\n2026-01-05 10:03:11 ERROR out of ink\n";
    const FileScan found = scan(text);
    QCOMPARE(found.errorGroups.size(), 2U);
    for (const LineGroup& group : found.errorGroups) {
        QCOMPARE(group.count, 20'000U);
        QCOMPARE(group.members.size(), LineShapes::memberLimit);
        QVERIFY(group.last.shown() >= 39'999);
    }
    QCOMPARE(found.errorGroups.front().members.front().line.shown(), 1U);
}

void TestCrowdedLog::errorLinesThatAnArticleTellsOfAreNotCounted() {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "2026-01-05 10:03:11 ERROR boom: again\n";
    const FileScan found = scan(text);
    QVERIFY(found.errorGroups.empty());
    QCOMPARE(countsOf(found)["x-boom"], 20'000U);
}

void TestCrowdedLog::tracebacksBetweenTheFirstAndTheLastCount() {
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "Traceback (most recent call last):\n  File \"run.py\", line 3, in main\n    work()\nValueError: no data\nworking on\n";
    const FileScan found = scan(text);
    QCOMPARE(found.tracebacks.size(), 1U);
    QCOMPARE(found.tracebacks.front().count, 10'000U);
    QCOMPARE(found.tracebacks.front().lastSeen.shown(), 49'999U);
}

void TestCrowdedLog::lessIsKeptOfEachOfManyFiles() {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "boom: again\n";
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < 2000; ++i)
        files.emplace_back("std_log_" + std::to_string(i) + ".txt", text);
    const auto job = openJob(memorySource(std::move(files)), "job", m_knowledge->layouts()).value();
    std::size_t kept = 0;
    std::uint64_t counted = 0;
    for (const auto& file : scanJob(*job, m_patterns, {}).files) {
        kept += file->sightings.size();
        counted += countsOf(*file)["x-boom"];
    }
    QCOMPARE(counted, 600'000U);
    QVERIFY2(kept <= 220'000, std::to_string(kept).c_str());
}

QTEST_APPLESS_MAIN(TestCrowdedLog)
#include "test_crowded_log.moc"

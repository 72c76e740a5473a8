// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/job_search.h"
#include "text/encoding.h"

using namespace faultline;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

JobPointer jobOf(Files files) {
    static const TemporaryPack pack;
    static const KnowledgeBasePointer knowledge = pack.load();
    auto job = openJob(memorySource(std::move(files)), "job", knowledge->layouts());
    return job ? *job : nullptr;
}

struct Found {
    std::vector<FileHits> files; ///< what came of one file put together
    JobSearchResult result;
    std::vector<JobSearchProgress> progress;
};

Found search(const JobPointer& job, const char* what, JobSearchOptions options = {}, const SearchScope& scope = {},
             SearchPattern::Options how = {}) {
    Found found;
    const auto pattern = SearchPattern::make(what, how);
    options.found = [&](FileHits news) {
        if (found.files.empty() || found.files.back().file != news.file) {
            found.files.push_back(std::move(news));
            return;
        }
        FileHits& file = found.files.back();
        file.foundLines = news.foundLines;
        file.hits = news.hits;
        std::ranges::move(news.lines, std::back_inserter(file.lines));
    };
    options.progress = [&](const JobSearchProgress& progress) { found.progress.push_back(progress); };
    found.result = searchJob(*job, *pattern, scope, {}, options);
    return found;
}

std::string utf16(std::string_view text) {
    std::string result = "\xFF\xFE";
    for (const char c : text)
        result += {c, '\0'};
    return result;
}

std::string noText() {
    std::string data;
    for (int i = 0; i < 5000; ++i)
        data += static_cast<char>(i * 31);
    return data;
}

std::string manyLines(std::size_t size, std::size_t every) {
    std::string text;
    for (std::size_t line = 0; text.size() < size; ++line)
        text += line % every == 0 ? "here is the needle\n" : "2026-01-05 10:03:11 INFO nothing happens here, nor there\n";
    return text;
}

} // namespace

class TestJobSearch : public QObject {
    Q_OBJECT

private slots:
    void hitsComeFileByFileInReadingOrder();
    void aLineIsGivenWithItsHitsAndContext();
    void contextEndsWithTheFile();
    void ofALongLineThePartAroundTheHitIsGiven();
    void largeFilesAreNumberedThrough();
    void limitsHoldAndAllIsCounted();
    void scopeLimits();
    void everyEncodingIsRead();
    void whatCannotBeSearchedIsSaid();
    void theLinesAreThoseOfTheLogView();
    void manySmallFiles();
    void progressEndsAtTheEnd();
    void aStopEndsIt();
};

void TestJobSearch::hitsComeFileByFileInReadingOrder() {
    const JobPointer job = jobOf({{"z.txt", "needle\n"},
                                  {"std_log.txt", "a\nneedle needle\nneedle"},
                                  {"errors/0/process0.txt", "needle\n"},
                                  {"a.txt", "nothing\n"}});
    const Found found = search(job, "Needle");
    std::vector<std::string> paths;
    for (const FileHits& file : found.files)
        paths.push_back(job->files[file.file].path);
    QCOMPARE(paths, (std::vector<std::string>{"errors/0/process0.txt", "std_log.txt", "z.txt"}));
    QCOMPARE(found.files[1].foundLines, 2U);
    QCOMPARE(found.files[1].hits, 3U);
    QCOMPARE(found.files[1].lines[0].line.line, 1U);
    QCOMPARE(found.files[1].lines[1].line.line, 2U);
    QCOMPARE(found.result.files, 4U);
    QCOMPARE(found.result.filesWithHits, 3U);
    QCOMPARE(found.result.foundLines, 4U);
    QCOMPARE(found.result.hits, 5U);
    QCOMPARE(found.result.linesKept, 4U);
    QVERIFY(found.result.skipped.empty());
    QVERIFY(!found.result.slow);
}

void TestJobSearch::aLineIsGivenWithItsHitsAndContext() {
    JobSearchOptions options;
    options.context = 2;
    const Found found =
        search(jobOf({{"std_log.txt", "one\n\x1B[1mtwo\x1B[0m\nthree\n\x1B[31mthe needle\x1B[0m, a needle\n10 %\r20 %\r\nsix\nseven\n"}}),
               "needle", options);
    QCOMPARE(found.files.size(), 1U);
    const FoundText& text = found.files[0].lines.at(0).text;
    QCOMPARE(text.text, std::string("the needle, a needle"));
    QCOMPARE(text.spans, (std::vector<TextSpan>{{4, 10}, {14, 20}}));
    QVERIFY(!text.cutBefore && !text.cutAfter);
    QCOMPARE(text.before, (std::vector<std::string>{"two", "three"}));
    QCOMPARE(text.after, (std::vector<std::string>{"20 %", "six"}));
}

void TestJobSearch::contextEndsWithTheFile() {
    JobSearchOptions options;
    options.context = 3;
    const Found found = search(jobOf({{"std_log.txt", "one\nneedle"}, {"x.txt", "needle\nend\n"}}), "needle", options);
    QCOMPARE(found.files[0].lines[0].text.before, std::vector<std::string>{"one"});
    QVERIFY(found.files[0].lines[0].text.after.empty());
    QVERIFY(found.files[1].lines[0].text.before.empty());
    QCOMPARE(found.files[1].lines[0].text.after, std::vector<std::string>{"end"});
}

void TestJobSearch::ofALongLineThePartAroundTheHitIsGiven() {
    JobSearchOptions options;
    options.textLimit = 100;
    for (const std::size_t length : {5'000U, 2'000'000U}) {
        std::string line;
        while (line.size() < length)
            line += "ä";
        const Found found = search(jobOf({{"std_log.txt", line + "needle" + line + "\n"}}), "needle", options);
        QCOMPARE(found.files.size(), 1U);
        const FoundEntry& entry = found.files[0].lines.at(0);
        QVERIFY(entry.text.cutBefore && entry.text.cutAfter);
        QVERIFY(entry.text.text.size() <= 100);
        QCOMPARE(entry.text.spans.size(), 1U);
        const TextSpan span = entry.text.spans[0];
        QCOMPARE(entry.text.text.substr(span.begin, span.end - span.begin), std::string("needle"));
        QCOMPARE(entry.line.hitOffset, line.size());
    }
}

void TestJobSearch::largeFilesAreNumberedThrough() {
    const std::string text = manyLines(20 << 20, 9973);
    const Found found = search(jobOf({{"a.txt", "needle\n"}, {"std_log.txt", text}, {"z.txt", "needle\n"}}), "needle");
    QCOMPARE(found.files.size(), 3U);
    std::uint64_t line = 0;
    for (const FoundEntry& entry : found.files[0].lines) {
        QCOMPARE(entry.line.line, line);
        QCOMPARE(text.substr(entry.line.offset, 18), std::string("here is the needle"));
        line += 9973;
    }
    QCOMPARE(found.files[0].foundLines, found.files[0].lines.size());
    QCOMPARE(found.result.bytes, text.size() + 14);
}

void TestJobSearch::limitsHoldAndAllIsCounted() {
    const std::string text = manyLines(18 << 20, 10);
    const auto lines = static_cast<std::uint64_t>(std::ranges::count(text, '\n') + 9) / 10;
    JobSearchOptions options;
    options.fileLineLimit = 30;
    options.lineLimit = 50;
    const Found found = search(jobOf({{"a.txt", text}, {"b.txt", text}, {"c.txt", text}}), "needle", options);
    QCOMPARE(found.files.size(), 3U);
    QCOMPARE(found.files[0].lines.size(), 30U);
    QCOMPARE(found.files[1].lines.size(), 20U);
    QCOMPARE(found.files[2].lines.size(), 0U);
    for (const FileHits& file : found.files)
        QCOMPARE(file.foundLines, lines);
    for (std::size_t i = 0; i < 20; ++i)
        QCOMPARE(found.files[1].lines[i].line.line, i * 10);
    QCOMPARE(found.result.foundLines, 3 * lines);
    QCOMPARE(found.result.linesKept, 50U);
}

void TestJobSearch::scopeLimits() {
    const JobPointer job =
        jobOf({{"errors/0/process0.txt", "needle\n"}, {"errors/1/process0.txt", "needle\n"}, {"std_log.txt", "needle\n"}});
    QCOMPARE(search(job, "needle", {}, {{"errors"}, {}, {}}).result.hits, 2U);
    QCOMPARE(search(job, "needle", {}, {{}, {"1"}, {}}).result.hits, 1U);
    QCOMPARE(search(job, "needle", {}, {{}, {}, {"!errors/**"}}).result.hits, 1U);
    const Found nothing = search(job, "needle", {}, {{}, {}, {"*.csv"}});
    QCOMPARE(nothing.result.files, 0U);
    QVERIFY(!nothing.result.cancelled);
}

void TestJobSearch::everyEncodingIsRead() {
    const Found found = search(jobOf({{"a.txt", utf16("first line\nthe needle\n")},
                                      {"b.txt", "Gr\xFC\xDF"
                                                "e aus M\xFCnchen, sch\xF6nes W\xE4lder\nn\xE4hen needle\n"}}),
                               "needle");
    QCOMPARE(found.files.size(), 2U);
    QCOMPARE(found.files[0].lines[0].line.line, 1U);
    QCOMPARE(found.files[0].lines[0].text.text, std::string("the needle"));
    QVERIFY(isWholeUtf8(found.files[1].lines[0].text.text));
}

void TestJobSearch::whatCannotBeSearchedIsSaid() {
    const Found found = search(jobOf({{"model.bin", noText() + "needle"}, {"std_log.txt", "needle\n"}}), "needle");
    QCOMPARE(found.result.hits, 1U);
    QVERIFY(isSkipped(found.result.skipped, "model.bin", "binary data"));
}

void TestJobSearch::theLinesAreThoseOfTheLogView() {
    using namespace std::string_literals;
    const Found found = search(jobOf({{"hole.txt", std::string(5000, '\0') + "needle\n"},
                                      {"page.html", "<html><body><pre>one\nthe &#39;needle&#39;</pre></body></html>"},
                                      {"returns.txt", "first line\rneedle of it\rlast one"}}),
                               "needle");
    QVERIFY(found.result.skipped.empty());
    QCOMPARE(found.files.size(), 3U);
    QCOMPARE(found.files[0].lines[0].text.text, "needle"s);
    QCOMPARE(found.files[1].lines[0].text.text, "the 'needle'"s);
    QCOMPARE(found.files[2].lines[0].text.text, "needle of it"s);
}

void TestJobSearch::manySmallFiles() {
    Files files;
    for (int i = 0; i < 3000; ++i)
        files.emplace_back("f" + std::to_string(i) + ".txt", i % 7 == 0 ? "a\nneedle\n" : "nothing\n");
    const Found found = search(jobOf(std::move(files)), "needle");
    QCOMPARE(found.result.files, 3000U);
    QCOMPARE(found.result.filesWithHits, 429U);
    QCOMPARE(found.files.size(), 429U);
}

void TestJobSearch::progressEndsAtTheEnd() {
    const Found found = search(
        jobOf({{"a.txt", "needle\n"}, {"b.txt", "x\n"}, {"c.txt", utf16("a text that is converted")}, {"d.bin", noText()}, {"e.txt", ""}}),
        "needle");
    QVERIFY(found.progress.size() >= 2);
    QCOMPARE(found.progress.front().filesDone, 0U);
    QCOMPARE(found.progress.back().files, 5U);
    QCOMPARE(found.progress.back().filesDone, 5U);
    QCOMPARE(found.progress.back().bytesDone, found.progress.back().bytes);
}

void TestJobSearch::aStopEndsIt() {
    Files files;
    for (int i = 0; i < 500; ++i)
        files.emplace_back("f" + std::to_string(i) + ".txt", "needle\n");
    std::stop_source stop;
    int called = 0;
    JobSearchOptions options;
    options.found = [&](const FileHits&) {
        if (++called == 1)
            stop.request_stop();
    };
    const JobSearchResult result = searchJob(*jobOf(std::move(files)), *SearchPattern::make("needle", {}), {}, stop.get_token(), options);
    QVERIFY(result.cancelled);
    QVERIFY(result.files < 500);
}

QTEST_APPLESS_MAIN(TestJobSearch)
#include "test_job_search.moc"

// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "scan/pattern_trial.h"

#include <algorithm>

using namespace faultline;

namespace {

JobPointer makeJob(std::vector<std::pair<std::string, std::string>> files) {
    return *openJob(memorySource(std::move(files)), "job", shippedKnowledge()->layouts());
}

TrialResult tried(const Job& job, const std::string& pattern, std::vector<TrialFile>& files, std::vector<std::string> roles = {}) {
    Match match;
    match.pattern = pattern;
    match.roles = std::move(roles);
    TrialOptions options;
    options.found = [&files](const TrialFile& file) { files.push_back(file); };
    TrialResult result = tryPattern(job, shippedKnowledge()->layouts(), match, {}, options);
    std::ranges::sort(files, {}, &TrialFile::file);
    return result;
}

} // namespace

class PatternTrialTest : public QObject {
    Q_OBJECT
private slots:
    void findsLines() {
        const JobPointer job = makeJob({{"a.log", "one\nfailed with 'x'\nthree\nfailed with 'y' failed with 'z'"},
                                        {"b.log", "nothing\n"},
                                        {"c.log", "failed with 'w'\r\n\x1b[31mfailed\x1b[0m with 'v'\n"}});
        std::vector<TrialFile> files;
        const TrialResult result = tried(*job, "failed with '(?<what>[^']+)'", files);
        QVERIFY(result.verdict.isUsable());
        QVERIFY(!result.verdict.slow);
        QCOMPARE(result.lines, std::uint64_t(4));
        QCOMPARE(result.files, std::uint64_t(2));
        QCOMPARE(files.size(), std::size_t(2));
        QCOMPARE(files[0].hits.size(), std::size_t(2));
        QCOMPARE(files[0].hits[0].line.shown(), std::uint64_t(2));
        QCOMPARE(files[0].hits[1].line.shown(), std::uint64_t(4));
        QCOMPARE(files[0].hits[1].captures.at("what"), std::string("y"));
        QCOMPARE(files[1].hits[0].text, std::string("failed with 'w'"));
        QCOMPARE(files[1].hits[1].line.shown(), std::uint64_t(2));
    }

    void linesWithinALineAreTriedAsTheScannerSeesThem() {
        const JobPointer job =
            makeJob({{"a.log", "first\n{\"message\": \"begin\\nfailed badly\\nend\"}\n 10 %\r 90 %\rfailed at last\nfailed again\n"}});
        std::vector<TrialFile> files;
        const TrialResult result = tried(*job, "^failed .+$", files);
        QCOMPARE(result.lines, std::uint64_t(3));
        QCOMPARE(files[0].hits[0].line.shown(), std::uint64_t(2));
        QCOMPARE(files[0].hits[0].text, std::string("failed badly"));
        QCOMPARE(files[0].hits[1].line.shown(), std::uint64_t(3));
        QCOMPARE(files[0].hits[1].text, std::string("failed at last"));
        QCOMPARE(files[0].hits[2].line.shown(), std::uint64_t(4));
    }

    void manyBlocks() {
        std::string text;
        std::vector<std::uint64_t> wanted;
        for (std::uint64_t line = 1; text.size() < (5U << 20); ++line) {
            if (line % 9973 == 0) {
                text += "here it failed badly\n";
                wanted.push_back(line);
            } else {
                text += "an ordinary line of a log, number " + std::to_string(line) + "\n";
            }
        }
        const JobPointer job = makeJob({{"a.log", text}});
        std::vector<TrialFile> files;
        const TrialResult result = tried(*job, "it failed .+$", files);
        QCOMPARE(result.lines, std::uint64_t(wanted.size()));
        QCOMPARE(files.size(), std::size_t(1));
        for (std::size_t i = 0; i < files[0].hits.size(); ++i)
            QCOMPARE(files[0].hits[i].line.shown(), wanted[i]);
    }

    void saysWhyRefused() {
        QVERIFY(judgePattern("a(").refused);
        QVERIFY(!judgePattern("a(").refused->why.empty());
        QVERIFY(judgePattern("(?=x)").refused);
        QVERIFY(judgePattern("x*").refused);
        QVERIFY(judgePattern("").refused);
        const PatternVerdict good = judgePattern("plain text");
        QVERIFY(good.isUsable() && !good.slow);
        const PatternVerdict slow = judgePattern(R"(\pL+ failed)");
        QVERIFY(slow.isUsable());
    }

    void heedsRoles() {
        const JobPointer job =
            makeJob({{"logs/user/error/0/process000.txt", "it failed\n"}, {"logs/user/stdout/0/process000.stdout.txt", "it failed\n"}});
        std::vector<TrialFile> files;
        QCOMPARE(tried(*job, "it failed", files).files, std::uint64_t(2));
        files.clear();
        QCOMPARE(tried(*job, "it failed", files, {"user-error"}).files, std::uint64_t(1));
        QCOMPARE(job->files[files[0].file].role, std::string("user-error"));
    }

    void stops() {
        const JobPointer job = makeJob({{"a.log", "it failed\n"}});
        std::stop_source stop;
        stop.request_stop();
        Match match;
        match.pattern = "it failed";
        const TrialResult result = tryPattern(*job, shippedKnowledge()->layouts(), match, stop.get_token());
        QVERIFY(result.cancelled);
        QCOMPARE(result.lines, std::uint64_t(0));
    }
};

QTEST_GUILESS_MAIN(PatternTrialTest)
#include "test_pattern_trial.moc"

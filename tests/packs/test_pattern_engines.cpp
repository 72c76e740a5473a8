// SPDX-License-Identifier: MIT
#include "scan/pattern_set_private.h"
#include "source_packs.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace faultline;

/// Vectorscan finds the lines, RE2 reads the captures: where the first misses what the second matches, a sign is lost without a word. Vectorscan 5.4.11 does miss
/// some patterns, depending on which others are compiled with them; this test is what tells.
class TestPatternEngines : public QObject {
    Q_OBJECT

private slots:
    void vectorscanFindsEveryLineThatRe2Matches();
    void everySignAtTheHeadOfALineHasExamples();
    void noPatternLeavesTheFastPath();
    void nothingInASearchedPatternMatchesALineFeed();
};

namespace {

KnowledgeBasePointer shippedKnowledge() {
    return loadKnowledge({{sourcePacks(), true}});
}

std::vector<std::string> exampleLines(const KnowledgeBase& knowledge) {
    std::vector<std::string> lines;
    for (const Article& article : knowledge.articles())
        for (const Example& example : article.examples)
            for (const QByteArray& line : QByteArray::fromStdString(example.text).split('\n'))
                lines.push_back(line.toStdString());
    return lines;
}

/// Lines that tell how a run ended, behind each of the prefixes with which they were written.
std::vector<std::string> headLines() {
    static constexpr std::string_view prefixes[] = {"",
                                                    "[stderr]",
                                                    "[2026-01-05T10:20:14.098196Z]",
                                                    "[2026-01-05 10:20:14.098] ",
                                                    "[stderr][2026-01-05 10:20:14.098] ",
                                                    "2026-01-05T10:20:14.098196 ",
                                                    "2026-01-05T10:20:14.098196Z ",
                                                    "2026/01/05 10:20:14 ",
                                                    "2026-01-05 10:20:14,098|ERROR|214|",
                                                    "2026-01-05 10:20:14,098|INFO|214|140|",
                                                    "[stderr]2026-01-05T10:20:14.098196Z ",
                                                    "[stderr]2026-01-05 10:20:14,098|ERROR|214|"};
    static constexpr std::string_view words[] = {"Failed. The run() function in the entry script had raised exception for 6 times.",
                                                 "Progress update stopped for reasons: [No progress update in 60 seconds]",
                                                 "The master role failed.",
                                                 "Exception: The master role failed.",
                                                 "User program failed with ValueError: no",
                                                 "ParallelTaskException error",
                                                 "DriverException: no",
                                                 "azureml_common.parallel_run.exception.DriverException: no",
                                                 "azureml.NoResultToAppendError: no",
                                                 "User cancelled the run.",
                                                 "Run status: Canceled",
                                                 "Run status: CancelRequested",
                                                 "The experiment failed. Finalizing run...",
                                                 "The experiment failed with exit code: 1. Finalizing run...",
                                                 "Finished context manager injector with Exception",
                                                 "Finished context manager injector with SystemExit exception",
                                                 "Failed to run the wrapper cmd with err: exit status 1",
                                                 "Wrapper cmd failed with err: exit status 137",
                                                 "Process Exiting with Code:  1",
                                                 "Process Exiting with Code: -9",
                                                 "The experiment completed successfully. Finalizing run...",
                                                 "Process Exiting with Code:  0",
                                                 "Failure reason: The shelf is locked",
                                                 "Error Message: The shelf is locked",
                                                 "Provisioning failed.",
                                                 "Provisioning error"};
    std::vector<std::string> lines;
    for (const std::string_view prefix : prefixes)
        for (const std::string_view said : words)
            lines.push_back(std::string(prefix) + std::string(said));
    return lines;
}

} // namespace

void TestPatternEngines::vectorscanFindsEveryLineThatRe2Matches() {
    const KnowledgeBasePointer knowledge = shippedKnowledge();
    const auto [patterns, messages] = PatternSet::compile(knowledge);
    const PatternSet::Private& set = patterns->internals();
    std::vector<std::string> lines = exampleLines(*knowledge);
    QVERIFY(lines.size() > 500);
    std::ranges::copy(headLines(), std::back_inserter(lines));

    std::mt19937 order(1);
    for (int round = 0; round < 5; ++round) {
        // What stands before a line must not matter: the same lines in another order each time.
        std::ranges::shuffle(lines, order);
        std::string text;
        std::vector<std::size_t> starts;
        for (const std::string& line : lines) {
            starts.push_back(text.size());
            text += line + '\n';
        }
        struct Found {
            const std::vector<std::size_t>& starts;
            std::set<std::pair<std::size_t, std::size_t>> lines;
        } found{starts, {}};
        const auto onMatch = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
            auto& into = *static_cast<Found*>(context);
            const std::size_t last = to == 0 ? 0 : static_cast<std::size_t>(to) - 1;
            into.lines.insert({id, static_cast<std::size_t>(std::ranges::upper_bound(into.starts, last) - into.starts.begin()) - 1});
            return 0;
        };
        QCOMPARE(hs_scan(set.database, text.data(), static_cast<unsigned>(text.size()), 0, set.scratch, onMatch, &found), HS_SUCCESS);
        for (std::size_t pattern = 0; pattern < set.patterns.size(); ++pattern)
            for (std::size_t line = 0; line < lines.size(); ++line)
                if (set.patterns[pattern].regex->find(lines[line]) && !found.lines.contains({pattern, line}))
                    QFAIL(qPrintable(QStringLiteral("Vectorscan misses `%1` in `%2`: write the pattern in another way")
                                         .arg(QString::fromStdString(set.patterns[pattern].text), QString::fromStdString(lines[line]))));
    }
}

void TestPatternEngines::everySignAtTheHeadOfALineHasExamples() {
    const KnowledgeBasePointer knowledge = shippedKnowledge();
    std::size_t signs = 0;
    std::set<std::string> told;
    for (const OutcomeSign& sign : knowledge->layouts().outcomeSigns()) {
        if (!sign.head)
            continue;
        ++signs;
        const RegularExpression expression(sign.pattern);
        std::size_t found = 0;
        for (const std::string& line : headLines())
            if (expression.find(line)) {
                ++found;
                told.insert(line);
                for (const char* const before : {"x ", "[ERROR] ", "he said: "})
                    QVERIFY2(!expression.find(before + line), line.c_str());
            }
        QVERIFY2(found > 0, sign.pattern.c_str());
    }
    QVERIFY(signs > 5);
    for (const std::string& line : headLines())
        QVERIFY2(told.contains(line), line.c_str());
}

void TestPatternEngines::noPatternLeavesTheFastPath() {
    const auto [patterns, messages] = PatternSet::compile(shippedKnowledge());
    for (const Message& message : messages)
        qWarning("%s", message.toLine().c_str());
    QVERIFY(messages.empty());
    QVERIFY(patterns->internals().slow.empty());
}

void TestPatternEngines::nothingInASearchedPatternMatchesALineFeed() {
    QCOMPARE(withinLine(R"(a\s+[^b]c)"), std::string(R"(a[ \t\r\f\x0b]+[^\nb]c)"));
    QCOMPARE(withinLine(R"([\s,]\W\D)"), std::string(R"([ \t\r\f\x0b,][^\w\n][^\d\n])"));
    QCOMPARE(withinLine(R"([^]x]\[[[:alpha:]]\\s)"), std::string(R"([^\n\]x]\[[[:alpha:]]\\s)"));
}

QTEST_APPLESS_MAIN(TestPatternEngines)
#include "test_pattern_engines.moc"

// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "knowledge/pattern_proposal.h"
#include "scan/pattern_trial.h"
#include "text/escape_sequences.h"
#include "text/regular_expression.h"

using namespace faultline;

class PatternProposalTest : public QObject {
    Q_OBJECT
private slots:
    void patterns_data() {
        QTest::addColumn<std::string>("line");
        QTest::addColumn<std::string>("pattern");
        const auto row = [](const char* name, std::string line, std::string pattern) {
            QTest::newRow(name) << std::move(line) << std::move(pattern);
        };
        row("exception", "ModuleNotFoundError: No module named 'sklearn'", "ModuleNotFoundError: No module named '(?<module>[^']+)'");
        row("prefix", "2026-01-05 10:03:11,269|ERROR|356|Failed to open the cache", "Failed to open the cache");
        row("logger", "ERROR:azureml.core:Request was refused", "Request was refused");
        row("exception behind level", "ERROR: ValueError: bad shape", "ValueError: bad shape");
        row("guid", "run 12345678-1234-abcd-9876-0123456789ab was lost",
            "run [0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12} was lost");
        row("numbers", "took 12.5 seconds for 3 files", "took -?\\d+(?:[.,]\\d+)* seconds for \\d+ files");
        row("meaning", "process ended with exit code 137 after 12 tries", "process ended with exit code 137 after \\d+ tries");
        row("errno", "OSError: [Errno 28] No space left on device", "OSError: \\[Errno 28\\] No space left on device");
        row("url", "cannot reach https://a.blob.core.windows.net/x?sig=1 now",
            "cannot reach (?<url>[a-z][a-z0-9+]*://[^\\s'\"<>|,;)\\]}]+) now");
        row("path", "cannot read /mnt/batch/data/a.csv: denied", "cannot read (?<path>/[^\\s'\",;:()]+): denied");
        row("file", "cannot parse a-1.parquet today", "cannot parse (?<file>[\\w.@%+~-]+) today");
        row("address", "connection to 10.0.0.4:8080 refused", "connection to (?<address>\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?) refused");
        row("twice", "copy of 'a' to 'b' failed", "copy of '(?<value>[^']+)' to '(?<value_2>[^']+)' failed");
        row("apostrophe", "it can't be what it isn't", "it can't be what it isn't");
        row("meta", "what (really) is a+b? [x]", "what \\(really\\) is a\\+b\\? \\[x\\]");
        row("leading value", "42: worker stopped early", "worker stopped early");
    }
    void patterns() {
        QFETCH(std::string, line);
        QFETCH(std::string, pattern);
        QCOMPARE(proposePattern(line).pattern, pattern);
    }

    void captures() {
        const PatternProposal proposal =
            proposePattern("2026-01-05T10:03:11Z ERROR Error processing input file: 'a.webp'. Type '.webp' is not supported");
        QCOMPARE(proposal.captures.at("file"), std::string("a.webp"));
        QCOMPARE(proposal.captures.at("type"), std::string(".webp"));
        QVERIFY2(proposal.summary.contains("{file}"), proposal.summary.c_str());
        QVERIFY(!proposal.title.contains("a.webp"));
    }

    void ids() {
        QCOMPARE(proposePattern("ModuleNotFoundError: No module named 'sklearn'").id, std::string("own-no-module-named"));
        QCOMPARE(proposePattern("").id, std::string("own-article"));
        QCOMPARE(proposePattern("ValueError: No objects to concatenate").title, std::string("No objects to concatenate"));
    }

    /// Whatever the line, a pattern is sound for both engines and finds it.
    void alwaysSound() {
        std::vector<std::string> lines{"",
                                       " ",
                                       "\x1b[31mred\x1b[0m text here",
                                       std::string("nul\0inside", 10),
                                       "\xff\xfe\xfd broken",
                                       "ünïcode fällt aus",
                                       "12345",
                                       "'only'",
                                       "((((",
                                       "\\\\\\",
                                       std::string(5000, 'x'),
                                       std::string(3000, '\''),
                                       "a\tb\tc",
                                       "{\"message\": \"it failed\", \"code\": 7}",
                                       "/",
                                       "https://x",
                                       "[[[ ]]] {}",
                                       "0x",
                                       "…"};
        for (int byte = 0; byte < 256; ++byte)
            lines.push_back("failed at " + std::string(1, static_cast<char>(byte)) + " in the end");
        for (const Article& article : shippedKnowledge()->articles())
            for (const Example& example : article.examples)
                lines.push_back(example.text.substr(0, example.text.find('\n')));
        for (const std::string& line : lines) {
            const PatternProposal proposal = proposePattern(line);
            QVERIFY(proposal.title.size() <= 80);
            QVERIFY(RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$").find(proposal.id));
            if (proposal.pattern.empty())
                continue;
            const PatternVerdict verdict = judgePattern(proposal.pattern);
            QVERIFY2(verdict.isUsable() && !verdict.slow, proposal.pattern.c_str());
            std::string plain = withoutAnsi(line);
            std::erase(plain, '\0');
            QVERIFY2(RegularExpression(proposal.pattern).find(plain), (proposal.pattern + "\n" + line).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(PatternProposalTest)
#include "test_pattern_proposal.moc"

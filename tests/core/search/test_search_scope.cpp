// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/search_scope.h"

using namespace faultline;

class TestSearchScope : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void filesAreLimited_data();
    void filesAreLimited();
    void filesComeInReadingOrder();
    void globsAreTyped_data();
    void globsAreTyped();

private:
    Job m_job;
};

void TestSearchScope::initTestCase() {
    const auto add = [this](const char* path, const char* role, const char* node) {
        JobFile file;
        file.path = path;
        file.role = role;
        file.node = node;
        m_job.files.push_back(file);
    };
    add("logs/a/out.txt", "program", "a");
    add("logs/a/errors.log", "errors", "a");
    add("logs/b/out.txt", "program", "b");
    add("README.md", "other", "");
    Run run;
    run.files = {1, 0, 2};
    m_job.runs.push_back(run);
}

void TestSearchScope::filesAreLimited_data() {
    using Texts = std::vector<std::string>;
    QTest::addColumn<SearchScope>("scope");
    QTest::addColumn<std::vector<std::size_t>>("files");
    const auto row = [](const char* name, const Texts& roles, const Texts& nodes, const Texts& globs,
                        const std::vector<std::size_t>& files) { QTest::newRow(name) << SearchScope{roles, nodes, globs} << files; };
    row("all", {}, {}, {}, {1, 0, 2, 3});
    row("role", {"program"}, {}, {}, {0, 2});
    row("roles", {"program", "other"}, {}, {}, {0, 2, 3});
    row("node", {}, {"a"}, {}, {1, 0});
    row("role and node", {"program"}, {"b"}, {}, {2});
    row("glob", {}, {}, {"*.TXT"}, {0, 2});
    row("globs", {}, {}, {"*.log", "README*"}, {1, 3});
    row("left out", {}, {}, {"!*.txt"}, {1, 3});
    row("left out of a glob", {}, {}, {"logs/**", "!*.log"}, {0, 2});
    row("nothing", {"program"}, {}, {"*.log"}, {});
}

void TestSearchScope::filesAreLimited() {
    QFETCH(SearchScope, scope);
    QFETCH(std::vector<std::size_t>, files);
    QCOMPARE(filesInScope(m_job, scope), files);
}

void TestSearchScope::filesComeInReadingOrder() {
    // As the run lists them; what no run has comes last, nothing twice.
    QCOMPARE(filesInScope(m_job, {}), (std::vector<std::size_t>{1, 0, 2, 3}));
}

void TestSearchScope::globsAreTyped_data() {
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QList<QByteArray>>("globs");
    using Globs = QList<QByteArray>;
    QTest::newRow("nothing") << QByteArray("  ") << Globs{};
    QTest::newRow("one") << QByteArray("*.txt") << Globs{"*.txt"};
    QTest::newRow("several") << QByteArray("*.txt, !*.log *.out") << Globs{"*.txt", "!*.log", "*.out"};
    QTest::newRow("braces keep together") << QByteArray("*.{txt,log},x*") << Globs{"*.{txt,log}", "x*"};
    QTest::newRow("folder") << QByteArray("logs/a/") << Globs{"logs/a", "logs/a/**"};
    QTest::newRow("folder left out") << QByteArray("!logs") << Globs{"!logs", "!logs/**"};
    QTest::newRow("an open brace does no harm") << QByteArray("a{b,c") << Globs{"a{b,c"};
    QTest::newRow("a sign alone") << QByteArray("! ,,") << Globs{};
}

void TestSearchScope::globsAreTyped() {
    QFETCH(QByteArray, typed);
    QFETCH(QList<QByteArray>, globs);
    QList<QByteArray> found;
    for (const std::string& glob : globsOf(typed.toStdString()))
        found += QByteArray::fromStdString(glob);
    QCOMPARE(found, globs);
}

QTEST_APPLESS_MAIN(TestSearchScope)
#include "test_search_scope.moc"

// SPDX-License-Identifier: MIT
#include "archive_writer.h"
#include "scenario.h"

#include "diagnosis/diagnosis.h"
#include "source_packs.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cctype>
#include <format>
#include <iterator>

using namespace faultline;
using namespace faultline::tests;

namespace {

std::string lowered(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

bool holds(const std::vector<std::string>& list, const std::string& item) {
    return std::ranges::contains(list, item);
}

const Finding* verdictFinding(const Diagnosis& diagnosis) {
    return diagnosis.verdict && diagnosis.verdict->finding ? &diagnosis.findings[*diagnosis.verdict->finding] : nullptr;
}

/// Article of the verdict; `unknown` where none fits, empty where the job shows no failure.
std::string verdictOf(const Diagnosis& diagnosis) {
    const Finding* const finding = verdictFinding(diagnosis);
    return finding ? finding->article->id : diagnosis.verdict ? unknown : std::string();
}

std::string wordsOf(const Diagnosis& diagnosis) {
    std::string words;
    if (diagnosis.verdict) {
        words += diagnosis.verdict->title + ' ' + diagnosis.verdict->summary;
    }
    if (const Finding* const finding = verdictFinding(diagnosis)) {
        words += ' ' + finding->title;
        for (const auto& [name, value] : finding->captures) {
            words += ' ' + value;
        }
    }
    return lowered(words);
}

std::vector<Place> placesOf(const Diagnosis& diagnosis) {
    if (const Finding* const finding = verdictFinding(diagnosis)) {
        return finding->places;
    }
    std::vector<Place> places;
    if (diagnosis.verdict) {
        places = diagnosis.verdict->places;
        for (const Unexplained& group : diagnosis.unexplained) {
            std::ranges::copy(group.places, std::back_inserter(places));
        }
    }
    return places;
}

/// Everything that is wrong with a diagnosis, one fault a line.
std::string faultsOf(const Diagnosis& diagnosis, const Scenario& scenario) {
    std::string faults;
    const auto complain = [&](const std::string& text) { faults += "\n    " + text; };
    const std::string verdict = verdictOf(diagnosis);
    const std::string outcome(toString(diagnosis.outcome));

    if (!scenario.outcomes.empty() && !holds(scenario.outcomes, outcome)) {
        complain(std::format("outcome {}, expected {}", outcome, joined(scenario.outcomes)));
    }
    if (!scenario.verdicts.empty() && !holds(scenario.verdicts, verdict)) {
        complain(std::format("verdict {}, expected {}", verdict.empty() ? "none" : verdict, joined(scenario.verdicts)));
    }
    if (!scenario.path.empty() || !scenario.text.empty()) {
        const std::vector<Place> places = placesOf(diagnosis);
        const bool found = std::ranges::any_of(
            places, [&](const Place& place) { return place.path.ends_with(scenario.path) && place.text.contains(scenario.text); });
        if (!found) {
            complain(std::format(
                "no place in …{} with \"{}\"; first of {} is {}", scenario.path, scenario.text, places.size(),
                places.empty() ? "none" : std::format("{}:{}: {}", places.front().path, places.front().line.shown(), places.front().text)));
        }
    }
    const std::string words = wordsOf(diagnosis);
    for (const std::string& mention : scenario.mentions) {
        if (!words.contains(lowered(mention))) {
            complain(std::format("the verdict does not mention {}: {}", mention, words));
        }
    }
    for (const Finding& finding : diagnosis.findings) {
        const bool cause = finding.article->role == ArticleRole::Cause;
        if (cause && finding.severity == Severity::Error && holds(scenario.never, finding.article->id)) {
            complain(std::format("{} was found as a cause", finding.article->id));
        }
        if (scenario.quiet && cause && finding.severity == Severity::Error) {
            complain(std::format("false alarm {} at {}: {}", finding.article->id, finding.places.empty() ? "" : finding.places.front().path,
                                 finding.places.empty() ? "" : finding.places.front().text));
        }
    }
    for (const std::string& article : scenario.advice) {
        const bool given = diagnosis.verdict && std::ranges::any_of(diagnosis.verdict->advice, [&](std::size_t finding) {
                               return diagnosis.findings[finding].article->id == article;
                           });
        if (!given) {
            complain(std::format("no advice {} beside the verdict", article));
        }
    }
    if (holds(scenario.never, verdict)) {
        complain(std::format("{} is the verdict", verdict));
    }
    if (scenario.quiet && diagnosis.verdict) {
        complain(std::format("a verdict, {}, on a job that went well: {}", verdict, diagnosis.verdict->summary));
    }
    return faults;
}

} // namespace

/// Whole job folders with known answers, made by JobBuilder and diagnosed with the packs that Faultline ships.
class TestJobs : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void diagnoses_data();
    void diagnoses();
    void sameBytesEachTime();
    void scanningTwiceSaysTheSame();

private:
    [[nodiscard]] DiagnosisPointer diagnose(const JobSourcePointer& source, const std::string& name) const;

    std::vector<Scenario> m_scenarios;
    KnowledgeBasePointer m_knowledge;
    PatternSetPointer m_patterns;
};

void TestJobs::initTestCase() {
    for (auto* const make :
         {parallelScenarios, inputScenarios, commandScenarios, savedScenarios, formScenarios, unknownScenarios, quietScenarios}) {
        std::ranges::move(make(), std::back_inserter(m_scenarios));
    }
    m_knowledge = loadKnowledge({{.path = sourcePacks(), .shipped = true}});
    QVERIFY(!m_knowledge->articles().empty());
    m_patterns = PatternSet::compile(m_knowledge).value;
    QVERIFY(m_patterns);
}

DiagnosisPointer TestJobs::diagnose(const JobSourcePointer& source, const std::string& name) const {
    const Expected<JobPointer> job = openJob(source, name, m_knowledge->layouts());
    if (!job) {
        return {};
    }
    return faultline::diagnose(*job, m_knowledge, scanJob(**job, m_patterns, {}));
}

void TestJobs::diagnoses_data() {
    QTest::addColumn<qsizetype>("index");
    for (std::size_t index = 0; index < m_scenarios.size(); ++index) {
        QTest::newRow(m_scenarios[index].name.c_str()) << static_cast<qsizetype>(index);
    }
}

void TestJobs::diagnoses() {
    QFETCH(qsizetype, index);
    const Scenario& scenario = m_scenarios[static_cast<std::size_t>(index)];
    QTemporaryDir folder;
    JobSourcePointer source;
    if (scenario.packed.empty()) {
        source = memorySource(scenario.make());
    } else {
        const std::string path = folder.filePath("job.").toStdString() + scenario.packed;
        QVERIFY(writeArchive(path, scenario.packed, scenario.make()));
        Expected<JobSourcePointer> packed = sourceFor(path);
        QVERIFY(packed);
        source = *packed;
    }
    const DiagnosisPointer diagnosis = diagnose(source, scenario.name);
    QVERIFY(diagnosis);
    const std::string faults = faultsOf(*diagnosis, scenario);
    QVERIFY2(faults.empty(), (scenario.tells + faults).c_str());
}

void TestJobs::sameBytesEachTime() {
    for (const Scenario& scenario : m_scenarios) {
        QVERIFY2(scenario.make() == scenario.make(), scenario.name.c_str());
    }
}

void TestJobs::scanningTwiceSaysTheSame() {
    for (const std::size_t index : {std::size_t{0}, m_scenarios.size() / 2}) {
        const Files files = m_scenarios[index].make();
        const DiagnosisPointer first = diagnose(memorySource(files), "first");
        const DiagnosisPointer second = diagnose(memorySource(files), "second");
        QVERIFY(first && second);
        QCOMPARE(verdictOf(*first), verdictOf(*second));
        QCOMPARE(first->findings.size(), second->findings.size());
        for (std::size_t finding = 0; finding < first->findings.size(); ++finding) {
            QCOMPARE(first->findings[finding].article->id, second->findings[finding].article->id);
            QCOMPARE(first->findings[finding].count, second->findings[finding].count);
        }
    }
}

QTEST_GUILESS_MAIN(TestJobs)
#include "test_jobs.moc"

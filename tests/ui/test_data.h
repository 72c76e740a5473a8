// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "job/job.h"

#include <QAbstractItemModel>
#include <QString>
#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace faultline::test {

/// A job in memory. Each line: `path role node process`; `-` where there is none. Content is the path itself.
[[nodiscard]] JobPointer makeJob(const std::vector<std::string>& lines);

/// Likewise with several runs, each in a folder of its name.
[[nodiscard]] JobPointer makeRuns(const std::vector<std::pair<std::string, std::vector<std::string>>>& runs);

/// A log that ends in the traceback of a missing module.
inline const std::string traceback = "2026-01-05 10:03:10,020|INFO|214|Starting\n"
                                     "Traceback (most recent call last):\n"
                                     "  File \"/mnt/azureml/cr/j/1/exe/wd/score.py\", line 3, in init\n"
                                     "    import sklearn.ensemble\n"
                                     "ModuleNotFoundError: No module named 'sklearn'\n";

/// A job in which two processes failed with that traceback, and one had `printed` something.
[[nodiscard]] JobSourcePointer failedJob(std::string printed = "hello\n");

/// Layouts that know the titles of the roles used in tests.
[[nodiscard]] KnowledgeBasePointer shippedKnowledge();

/// A diagnosis made by hand, one call after the other.
class DiagnosisBuilder {
public:
    explicit DiagnosisBuilder(JobPointer job, KnowledgeBasePointer knowledge = {});

    /// Places are `path:line`. Returns the finding's index.
    std::size_t finding(const std::string& id, ArticleRole role, Severity severity, const std::string& title,
                        const std::vector<std::string>& places);
    DiagnosisBuilder& explains(std::size_t cause, std::size_t effect);
    DiagnosisBuilder& reason(std::size_t finding, const std::string& markdown);
    DiagnosisBuilder& solution(std::size_t finding, const std::string& markdown);
    DiagnosisBuilder& standing(std::size_t finding, Standing standing);
    DiagnosisBuilder& verdict(std::size_t finding, const std::vector<std::size_t>& chain = {});
    DiagnosisBuilder& notKnown(const std::string& type, const std::string& message, const std::string& place);
    /// More error lines that no article explains.
    DiagnosisBuilder& unexplained(const std::string& shape, const std::string& where);
    /// The verdict without an article is advised on by this finding.
    DiagnosisBuilder& advice(std::size_t finding);
    DiagnosisBuilder& failedInput(const std::string& file, const std::string& reason, const std::string& where, std::uint64_t attempts = 1);
    DiagnosisBuilder& outcome(Outcome outcome);
    DiagnosisBuilder& skipped(const std::string& path, const std::string& why);
    DiagnosisBuilder& partial();

    /// For what has no function of its own.
    [[nodiscard]] Diagnosis& edit() { return m_diagnosis; }
    [[nodiscard]] DiagnosisPointer build() const;
    [[nodiscard]] Place place(const std::string& pathAndLine) const;

private:
    Diagnosis m_diagnosis;
    std::shared_ptr<std::vector<std::unique_ptr<Article>>> m_articles;
};

/// A model as text: two spaces for each level, then the texts of the roles, joined by ` | `.
[[nodiscard]] QStringList printModel(const QAbstractItemModel& model, const std::vector<int>& roles, const QModelIndex& parent = {},
                                     int depth = 0);

} // namespace faultline::test

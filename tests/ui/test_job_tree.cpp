// SPDX-License-Identifier: MIT
#include "test_data.h"
#include "tree/job_tree_filter.h"
#include "tree/job_tree_model.h"
#include "tree/job_tree_view.h"
#include "tree/tree_pane.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace faultline;
using namespace faultline::test;

namespace {

const std::vector<std::string> jobLines{
    "logs/job_result.txt job-result",
    "logs/user/error/0/process000.txt user-error 0 process000",
    "logs/user/error/0/process002.txt user-error 0 process002",
    "logs/user/error/0/process010.txt user-error 0 process010",
    "logs/user/error/10/process000.txt user-error 10 process000",
    "logs/user/error/2/process000.txt user-error 2 process000",
    "readme.txt other",
};

QStringList printTree(const QAbstractItemModel& model) {
    return printModel(model, {Qt::DisplayRole});
}

} // namespace

class TestJobTree : public QObject {
    Q_OBJECT
private:
    JobTreePointer tree(const std::vector<std::string>& lines) {
        return std::make_shared<const JobTree>(makeJob(lines), shippedKnowledge()->layouts());
    }

private slots:
    void foldersAndFilesInNaturalOrder() {
        JobTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(tree(jobLines));
        QCOMPARE(printTree(model), QStringList({
                                       "readme.txt",
                                       "logs",
                                       "  job_result.txt",
                                       "  user",
                                       "    error",
                                       "      0",
                                       "        process000.txt",
                                       "        process002.txt",
                                       "        process010.txt",
                                       "      2",
                                       "        process000.txt",
                                       "      10",
                                       "        process000.txt",
                                   }));
    }

    void wordsSayWhatItIsOnce() {
        JobTreeModel model;
        model.setTree(tree(jobLines));
        const QString errors = QString::fromStdString(shippedKnowledge()->layouts().role("user-error").title);
        const QModelIndex user = model.index(1, 0, model.index(1, 0));
        const QModelIndex error = model.index(0, 0, user);
        QCOMPARE(user.data(JobTreeModel::WordsRole).toString(), QString());
        QCOMPARE(error.data(JobTreeModel::WordsRole).toString(), errors);
        const QModelIndex node = model.index(0, 0, error);
        QCOMPARE(node.data(JobTreeModel::WordsRole).toString(), QStringLiteral("node"));
        // The folder says it already: the file tells its size instead.
        QVERIFY(model.index(0, 0, node).data(JobTreeModel::WordsRole).toString().endsWith(QStringLiteral(" B")));
    }

    void badgesAreSummedOnFolders() {
        const JobPointer job = makeJob(jobLines);
        JobTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(std::make_shared<const JobTree>(job, shippedKnowledge()->layouts()));
        DiagnosisBuilder builder(job);
        const auto cause = builder.finding("cause", ArticleRole::Cause, Severity::Error, "Cause",
                                           {"logs/user/error/0/process000.txt:3", "logs/user/error/2/process000.txt:3"});
        const auto effect = builder.finding("effect", ArticleRole::Effect, Severity::Error, "Effect", {"logs/job_result.txt:1"});
        builder.finding("noise", ArticleRole::Noise, Severity::Info, "Noise", {"readme.txt:1", "readme.txt:2"});
        builder.explains(cause, effect).verdict(cause);

        QSignalSpy changed(&model, &JobTreeModel::badgesChanged);
        model.setDiagnosis(builder.build());
        QCOMPARE(changed.size(), 1);
        const auto badge = [&](const QModelIndex& index) { return index.data(JobTreeModel::BadgeRole).value<TreeBadge>(); };
        QCOMPARE(badge(model.index(0, 0)), (TreeBadge{0, 0, 2}));
        QCOMPARE(badge(model.index(1, 0)), (TreeBadge{2, 1, 0}));
        QCOMPARE(badge(model.index(0, 0, model.index(1, 0))), (TreeBadge{0, 1, 0}));
        QVERIFY(model.index(1, 0).data(Qt::AccessibleTextRole).toString().startsWith("logs"));

        model.setDiagnosis(builder.build());
        QCOMPARE(changed.size(), 1);
        model.setDiagnosis({});
        QVERIFY(badge(model.index(1, 0)).isEmpty());
    }

    void aFolderIsNamedByWhatItHoldsOnlyWhereItHoldsSeveral() {
        JobTreeModel model;
        model.setTree(tree({"logs/user/error/0/process000.txt user-error 0 process000",
                            "logs/user/error/0/process001.txt user-error 0 process001", "other/deep/process000.txt user-error"}));
        const auto words = [&](const QModelIndex& index) { return index.data(JobTreeModel::WordsRole).toString(); };
        const QModelIndex logs = model.index(0, 0);
        const QModelIndex error = model.index(0, 0, model.index(0, 0, logs));
        QCOMPARE(words(logs), QString());
        QCOMPARE(error.data().toString(), QStringLiteral("error"));
        QCOMPARE(words(model.index(0, 0, error)), QStringLiteral("node"));
        const QModelIndex other = model.index(1, 0);
        QCOMPARE(words(other), QString());
        QVERIFY(!words(model.index(0, 0, model.index(0, 0, other))).isEmpty());
    }

    void filterKeepsParents() {
        JobTreeModel model;
        JobTreeFilter filter(&model);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(tree(jobLines));
        filter.setText("10 000");
        QCOMPARE(printTree(filter), QStringList({"logs", "  user", "    error", "      10", "        process000.txt"}));
        QCOMPARE(filter.matchCount(), std::size_t{1});
        filter.setText("error/2/");
        QCOMPARE(printTree(filter), QStringList({"logs", "  user", "    error", "      2", "        process000.txt"}));
        filter.setText("nothing like it");
        QCOMPARE(filter.rowCount(), 0);
        filter.setText({});
        QCOMPARE(filter.rowCount(), 2);
        model.setTree({});
        QCOMPARE(filter.rowCount(), 0);
    }

    void onlyWithFindings() {
        const JobPointer job = makeJob(jobLines);
        JobTreeModel model;
        JobTreeFilter filter(&model);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(std::make_shared<const JobTree>(job, shippedKnowledge()->layouts()));
        filter.setOnlyWithFindings(true);
        QCOMPARE(filter.rowCount(), 0);
        DiagnosisBuilder builder(job);
        builder.finding("cause", ArticleRole::Cause, Severity::Error, "Cause", {"logs/user/error/0/process002.txt:3"});
        builder.finding("noise", ArticleRole::Noise, Severity::Info, "Noise", {"readme.txt:1"});
        model.setDiagnosis(builder.build());
        QCOMPARE(printTree(filter), QStringList({"logs", "  user", "    error", "      0", "        process002.txt"}));
    }

    void hundredThousandFiles() {
        std::vector<std::string> lines;
        for (int node = 0; node < 100; ++node) {
            for (int process = 0; process < 1000; ++process)
                lines.push_back("logs/user/error/" + std::to_string(node) + "/process" + std::to_string(process) + ".txt user-error");
        }
        JobTreeModel model;
        JobTreeFilter filter(&model);
        model.setTree(tree(lines));
        filter.setText("77 process9");
        QVERIFY(filter.matchCount() > 100);
    }

    void hostilePaths() {
        std::string deep;
        for (int i = 0; i < 5000; ++i)
            deep += "d/";
        JobTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTree(tree({deep + "x", "<b>bold</b>.txt", "\xff\xfe.txt"}));
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(!model.index(0, 0).data(Qt::ToolTipRole).toString().contains("<b>bold"));
    }

    void whatTheReaderDidStaysWhenFilesCome() {
        const JobPointer job = makeJob(jobLines);
        TreePane pane;
        pane.resize(300, 300);
        pane.show();
        pane.setJob(job, shippedKnowledge());
        JobTreeView& view = *pane.view();
        const auto folder = [&](const QString& name) {
            QModelIndex found;
            for (QModelIndex at = view.model()->index(0, 0); at.isValid() && !found.isValid(); at = view.indexBelow(at))
                found = at.data().toString() == name ? at : QModelIndex();
            return found;
        };
        auto* const field = pane.findChild<QLineEdit*>();
        const QString user = QStringLiteral("user");
        QVERIFY(view.isExpanded(folder(user)));
        view.collapse(folder(user));

        const auto longer = std::make_shared<Job>(*job);
        longer->files.emplace(longer->files.begin())->path = "first.txt";
        pane.setJob(longer, shippedKnowledge());
        QVERIFY(folder(QStringLiteral("first.txt")).isValid());
        QVERIFY(!view.isExpanded(folder(user)));
        field->setText(QStringLiteral("process010"));
        QVERIFY(view.isExpanded(folder(user)));
        pane.setJob(job, shippedKnowledge());
        QCOMPARE(field->text(), QStringLiteral("process010"));
        field->clear();
        QVERIFY(!view.isExpanded(folder(user)));

        // Another job begins anew.
        field->setText(QStringLiteral("process010"));
        const auto other = std::make_shared<Job>(*job);
        other->path = "/jobs/other";
        pane.setJob(other, shippedKnowledge());
        QVERIFY(field->text().isEmpty());
        QVERIFY(view.isExpanded(folder(user)));
    }

    void theSameFilesReadAgainKeepTheirBadges() {
        const JobPointer job = makeJob(jobLines);
        JobTreeModel model;
        model.setTree(std::make_shared<const JobTree>(job, shippedKnowledge()->layouts()));
        // As while a log grows: the list is what it was, the job is another.
        const auto grown = std::make_shared<Job>(*job);
        grown->files.front().size += 100;
        DiagnosisBuilder builder(grown);
        builder.finding("cause", ArticleRole::Cause, Severity::Error, "Cause", {"logs/job_result.txt:3"});
        model.setDiagnosis(builder.build());
        QVERIFY(!model.index(1, 0).data(JobTreeModel::BadgeRole).value<TreeBadge>().isEmpty());
        // Of another list the numbers of the files mean something else.
        const auto longer = std::make_shared<Job>(*job);
        longer->files.emplace(longer->files.begin())->path = "first.txt";
        DiagnosisBuilder other(longer);
        other.finding("cause", ArticleRole::Cause, Severity::Error, "Cause", {"logs/job_result.txt:3"});
        model.setDiagnosis(other.build());
        QVERIFY(model.index(1, 0).data(JobTreeModel::BadgeRole).value<TreeBadge>().isEmpty());
    }
};

QTEST_MAIN(TestJobTree)
#include "test_job_tree.moc"

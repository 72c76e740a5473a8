// SPDX-License-Identifier: MIT
#include "diagnosis/card.h"
#include "diagnosis/diagnosis_panel.h"
#include "diagnosis/failed_inputs_pane.h"
#include "diagnosis/findings_table.h"
#include "log/log_pane.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "shown_window.h"
#include "source_packs.h"
#include "test_data.h"
#include "tree/job_tree_model.h"
#include "tree/tree_pane.h"
#include "verdict/verdict_bar.h"
#include "window/main_window.h"
#include "window/message_strip.h"
#include "window/quick_open.h"
#include "window/recent_paths.h"
#include "window/run_menu.h"
#include "window/start_page.h"
#include "window/window_actions.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

using namespace faultline;

namespace {

// An escape sequence, the right-to-left override, an eight-bit CSI, a zero-width space, a line feed: whoever obeys one of them shows something else than is there.
const std::string tricks = "\x1b[31m\xE2\x80\xAE"
                           "gnp\xC2\x9B"
                           "1m\xE2\x80\x8B<img src=x>";

const std::string unknownTraceback = "Traceback (most recent call last):\n"
                                     "  File \"/mnt/azureml/cr/j/1/exe/wd/score" +
                                     tricks +
                                     ".py\", line 3, in run\n"
                                     "    frob()\n"
                                     "FrobError"
                                     ": the frob " +
                                     tricks + " was not wound up\n";

const std::string knownTraceback = "Traceback (most recent call last):\n"
                                   "  File \"/mnt/azureml/cr/j/1/exe/wd/score.py\", line 3, in init\n"
                                   "    import sklearn\n"
                                   "ModuleNotFoundError: No module named 'sk" +
                                   tricks + "learn'\n";

JobSourcePointer jobWith(const std::string& traceback) {
    const std::string run = "run" + tricks + "\n";
    return memorySource({{run + "/logs/user/error/0/process" + tricks + "\n000.txt", traceback},
                         {run + "/logs/user/error/0/process000.txt", traceback},
                         {run + "/logs/user/stdout/0/process000.stdout.txt",
                          "Error processing input file: /in/a" + tricks + ".csv: cannot be read " + tricks + "\n"},
                         {run + "/logs/job_result.txt", "Run failed, please check logs for details.\n"},
                         {"other" + tricks + "/logs/user/error/0/process000.txt", traceback},
                         {"other" + tricks + "/logs/job_result.txt", "Run failed, please check logs for details.\n"}});
}

void addModel(const QAbstractItemModel& model, const QModelIndex& parent, QStringList& texts) {
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                texts << index.data(role).toString();
        }
        addModel(model, model.index(row, 0, parent), texts);
    }
}

/// Everything that a widget and those in it show or have read out.
QStringList textsOf(const QWidget& root) {
    QStringList texts;
    QList<const QWidget*> widgets{&root};
    for (const QWidget* child : root.findChildren<QWidget*>())
        widgets << child;
    for (const QWidget* widget : std::as_const(widgets)) {
        texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription() << widget->windowTitle();
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts << label->text();
        else if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts << button->text();
        else if (const auto* text = qobject_cast<const QTextEdit*>(widget))
            texts << text->toPlainText();
        else if (const auto* card = qobject_cast<const Card*>(widget))
            texts << card->look().chip << card->look().title << card->look().note;
        else if (const auto* tabs = qobject_cast<const QTabBar*>(widget))
            for (int tab = 0; tab < tabs->count(); ++tab)
                texts << tabs->tabText(tab) << tabs->tabToolTip(tab);
        if (const auto* view = qobject_cast<const QAbstractItemView*>(widget); view && view->model())
            addModel(*view->model(), {}, texts);
        for (const QAction* action : widget->actions())
            texts << action->text() << action->toolTip();
    }
    texts.removeAll(QString());
    return texts;
}

bool steers(QChar c) {
    const char16_t unit = c.unicode();
    if (unit == u'\n' || unit == u'\t' || unit == 0x2028 || unit == 0xA0)
        return false;
    // The isolates that set a name apart from the words around it are ours, and close themselves.
    return unit < 0x20 || (unit >= 0x7F && unit < 0xA0) || unit == 0x200B || (unit >= 0x202A && unit <= 0x202E) || unit == 0xFEFF;
}

/// The first text that holds a character which is obeyed and not seen; empty if all is well. Fails to notice nothing: `tricks` have to be there at all.
QString faultIn(const QStringList& texts) {
    bool seen = false;
    for (const QString& text : texts) {
        for (const QChar c : text) {
            if (steers(c))
                return QStringLiteral("U+%1 in: %2").arg(c.unicode(), 4, 16, QLatin1Char('0')).arg(text);
        }
        seen = seen || text.contains(QChar(char16_t(0x2426)));
    }
    return seen ? QString() : QStringLiteral("nothing of the job is shown here: ") + texts.join(u'|');
}

} // namespace

/// Names and lines of a job are shown as they are, in every pane: what steers a terminal, turns letters round or takes no room becomes a sign.
class TestTextOfTheJob : public QObject {
    Q_OBJECT
private:
    std::shared_ptr<KnowledgeService> m_knowledge;
    std::unique_ptr<test::ShownWindow> m_shown;

    [[nodiscard]] MainWindow& window() const { return *m_shown->window; }

    void open(const std::string& traceback) {
        m_shown->open(jobWith(traceback), QStringLiteral("/jobs/a") + QString::fromStdString(tricks));
    }

private slots:
    void initTestCase() { m_knowledge = std::make_shared<KnowledgeService>(std::vector<PackPath>{{sourcePacks(), true}}, std::string()); }

    void init() { m_shown = std::make_unique<test::ShownWindow>(m_knowledge); }

    void cleanup() { m_shown.reset(); }

    void everywhere_data() {
        QTest::addColumn<QString>("traceback");
        QTest::newRow("a known error") << QString::fromStdString(knownTraceback);
        QTest::newRow("an unknown error") << QString::fromStdString(unknownTraceback);
    }

    void everywhere() {
        QFETCH(QString, traceback);
        open(traceback.toStdString());
        const DiagnosisPointer diagnosis = window().session().diagnosis();
        QVERIFY(diagnosis && diagnosis->verdict);
        QCOMPARE(faultIn({window().windowTitle()}), QString());
        QCOMPARE(faultIn(textsOf(window().verdict())), QString());
        QCOMPARE(faultIn(textsOf(window().tree())), QString());
        for (Card* card : window().panel().cards())
            card->setOpen(true);
        QCOMPARE(faultIn(textsOf(window().panel())), QString());
        QCOMPARE(faultIn(textsOf(window().log())), QString());
        QCOMPARE(faultIn(textsOf(window().findings())), QString());
        QVERIFY(diagnosis->failedInputCount > 0);
        QCOMPARE(faultIn(textsOf(window().inputs())), QString());
        QVERIFY(window().runs().actions().size() == 2);
        QCOMPARE(faultIn(textsOf(window().runs())), QString());
        const QuickOpen quickOpen(window().session().job(), nullptr);
        QCOMPARE(faultIn(textsOf(quickOpen)), QString());
    }

    void messages() {
        window().strip().showMessage(
            Message::error("It " + tricks + " failed", "because of " + tricks, "try " + tricks).at("/a/" + tricks));
        QCOMPARE(faultIn(textsOf(window().strip())), QString());
        window().verdict().showError(
            Message::error("It " + tricks + " failed", "because of " + tricks, "try " + tricks).at("/a/" + tricks));
        QCOMPARE(faultIn(textsOf(window().verdict())), QString());
    }

    void openedBefore() {
        RecentPaths recent(m_shown->settings);
        recent.add(QStringLiteral("/jobs/") + QString::fromStdString(tricks));
        QAction open;
        const StartPage page(recent, &open, &open);
        QCOMPARE(faultIn(textsOf(page)), QString());
    }

    void namesSpanNoLines() {
        open(knownTraceback);
        QStringList rows = test::printModel(*window().tree().model(), {Qt::DisplayRole});
        rows << test::printModel(*window().findings().model(), {Qt::DisplayRole});
        QVERIFY(rows.join(u'|').contains(QStringLiteral("␊")));
        for (const QString& row : std::as_const(rows))
            QVERIFY2(!row.contains(u'\n'), qPrintable(row));
    }
};

QTEST_MAIN(TestTextOfTheJob)
#include "test_text_of_the_job.moc"

// SPDX-License-Identifier: MIT
#include "search/choice_button.h"

#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace faultline;

namespace {

QList<ChoiceButton::Choice> numbered(int count) {
    QList<ChoiceButton::Choice> choices;
    for (int i = 0; i < count; ++i)
        choices.append({QStringLiteral("n%1").arg(i), QStringLiteral("Node %1").arg(i)});
    return choices;
}

QLineEdit* filterOf(const ChoiceButton& button) {
    return button.list()->parentWidget()->findChild<QLineEdit*>();
}

} // namespace

class TestChoiceButton : public QObject {
    Q_OBJECT
private slots:
    void nothingTickedMeansAll() {
        ChoiceButton button(QStringLiteral("All"), QStringLiteral("Nodes"));
        button.setChoices(numbered(3));
        QVERIFY(button.chosen().isEmpty());
        QVERIFY(button.text().startsWith(QStringLiteral("All")));
        QVERIFY(button.accessibleName().contains(QStringLiteral("Nodes")));
    }

    void ticksAreToldAndShown() {
        ChoiceButton button(QStringLiteral("All"), QStringLiteral("Nodes"));
        button.setChoices(numbered(3));
        button.show();
        QVERIFY(QTest::qWaitForWindowExposed(&button));
        QSignalSpy changed(&button, &ChoiceButton::changed);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTRY_VERIFY(button.list()->isVisible());
        QTest::keyClick(button.list(), Qt::Key_Down);
        QTest::keyClick(button.list(), Qt::Key_Space);
        QCOMPARE(button.chosen(), QStringList{QStringLiteral("n1")});
        QCOMPARE(changed.size(), 1);
        QVERIFY(button.text().startsWith(QStringLiteral("Node 1")));
        QTest::keyClick(button.list(), Qt::Key_Down);
        QTest::keyClick(button.list(), Qt::Key_Space);
        QCOMPARE(button.chosen(), (QStringList{QStringLiteral("n1"), QStringLiteral("n2")}));
        QVERIFY(button.text().contains(QLatin1Char('2')));
        QTest::keyClick(button.list(), Qt::Key_Return);
        QTRY_VERIFY(!button.list()->isVisible());
        button.clear();
        QVERIFY(button.chosen().isEmpty());
        QCOMPARE(changed.size(), 3);
    }

    void aLongListIsFiltered() {
        ChoiceButton button(QStringLiteral("All"), QStringLiteral("Nodes"));
        button.setChoices(numbered(40));
        button.show();
        QVERIFY(QTest::qWaitForWindowExposed(&button));
        button.open();
        QLineEdit* const filter = filterOf(button);
        QTRY_VERIFY(filter->isVisible());
        QTest::keyClicks(filter, QStringLiteral("node 3"));
        int shown = 0;
        for (int row = 0; row < button.list()->count(); ++row)
            shown += button.list()->item(row)->isHidden() ? 0 : 1;
        QCOMPARE(shown, 11); // 3 and 30 to 39
    }

    void ticksOutliveOtherChoices() {
        ChoiceButton button(QStringLiteral("All"), QStringLiteral("Nodes"));
        button.setChoices(numbered(3));
        button.list()->item(2)->setCheckState(Qt::Checked);
        QSignalSpy changed(&button, &ChoiceButton::changed);
        button.setChoices(numbered(5));
        QCOMPARE(button.chosen(), QStringList{QStringLiteral("n2")});
        QCOMPARE(changed.size(), 0);
        button.setChoices(numbered(2));
        QVERIFY(button.chosen().isEmpty());
        QCOMPARE(changed.size(), 1);
        button.setChoices(numbered(1));
        QVERIFY(!button.isEnabled());
    }
};

QTEST_MAIN(TestChoiceButton)
#include "test_choice_button.moc"

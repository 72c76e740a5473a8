// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "text/message.h"

using namespace faultline;

class TestMessage : public QObject {
    Q_OBJECT

private slots:
    void tellsWhereWhatWhyAndWhatNext();
    void leavesOutWhatIsNotKnown();
};

void TestMessage::tellsWhereWhatWhyAndWhatNext() {
    const Message message = Message::error("It failed", "no room", "Make room").at("a.md", 3, 7);
    QCOMPARE(message.toLine(), std::string("a.md:3:7: error: It failed: no room. Make room"));
}

void TestMessage::leavesOutWhatIsNotKnown() {
    QCOMPARE(Message::warning("Odd", "").toLine(), std::string("warning: Odd"));
    QCOMPARE(Message::warning("Odd", "").at("a.md").toLine(), std::string("a.md: warning: Odd"));
}

QTEST_APPLESS_MAIN(TestMessage)
#include "test_message.moc"

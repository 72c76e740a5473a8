// SPDX-License-Identifier: MIT
#include "probe/event_loop_probe.h"

#include <QTest>
#include <QThread>
#include <QTimer>

using namespace faultline;
using namespace std::chrono_literals;

class EventLoopProbeTest : public QObject {
    Q_OBJECT
private slots:
    void sharesOfWaits() {
        WaitTimes waits;
        QCOMPARE(waits.within(0.99).count(), 0);
        for (int i = 1; i <= 100; ++i)
            waits.add(i * 1ms - 50us);
        QCOMPARE(waits.count(), std::uint64_t(100));
        QVERIFY(waits.longest() == 100ms - 50us);
        QVERIFY(waits.within(0.5) == 50ms);
        QVERIFY(waits.within(0.99) == 99ms);
        QVERIFY(waits.within(1) == waits.longest());
    }

    void waitsBeyondTheScaleAreKept() {
        WaitTimes waits;
        waits.add(5s);
        waits.add(-1s);
        QVERIFY(waits.longest() == 5s);
        QVERIFY(waits.within(0.99) == 5s);
        QVERIFY(waits.within(0.5) < 1ms);
    }

    void aBlockedLoopIsSeen() {
        EventLoopProbe probe;
        QTRY_VERIFY(probe.waits().count() > 20);
        probe.restart();
        bool over = false;
        QTimer::singleShot(0, this, [&over] {
            QThread::msleep(80);
            over = true;
        });
        QTRY_VERIFY(over);
        QTRY_VERIFY(probe.waits().longest() > 60ms);
        // One block is many waits: all that would have been asked meanwhile.
        QVERIFY(probe.waits().count() >= 60);
    }
};

QTEST_MAIN(EventLoopProbeTest)
#include "test_event_loop_probe.moc"

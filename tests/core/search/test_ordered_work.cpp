// SPDX-License-Identifier: MIT
#include "core_test.h"

#include "search/ordered_work.h"

#include <atomic>

using namespace faultline;

class TestOrderedWork : public QObject {
    Q_OBJECT

private slots:
    void resultsComeInOrderWhicheverIsDoneFirst();
    void threadsDoNotRunFarAhead();
    void aStopEndsItAtOnce();
    void nothingToDoIsDone();
};

void TestOrderedWork::resultsComeInOrderWhicheverIsDoneFirst() {
    std::vector<std::size_t> taken;
    const auto worker = [] {
        return [](std::size_t task) {
            if (task % 3 == 0)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return task;
        };
    };
    workInOrder(100, 4, 8, {}, worker, [&](std::size_t task) { taken.push_back(task); }, [] {});
    QCOMPARE(taken.size(), 100U);
    for (std::size_t i = 0; i < taken.size(); ++i)
        QCOMPARE(taken[i], i);
}

void TestOrderedWork::threadsDoNotRunFarAhead() {
    std::atomic<std::size_t> begun = 0;
    std::size_t taken = 0, farthest = 0;
    const auto worker = [&] {
        return [&](std::size_t task) {
            ++begun;
            return task;
        };
    };
    workInOrder(
        200, 4, 5, {}, worker,
        [&](std::size_t) {
            std::this_thread::sleep_for(std::chrono::microseconds(100));
            ++taken;
            farthest = std::max(farthest, begun.load() - taken);
        },
        [] {});
    QCOMPARE(taken, 200U);
    QVERIFY(farthest <= 5);
}

void TestOrderedWork::aStopEndsItAtOnce() {
    std::stop_source stop;
    std::size_t taken = 0;
    const auto worker = [] { return [](std::size_t task) { return task; }; };
    workInOrder(
        1'000'000, 3, 16, stop.get_token(), worker,
        [&](std::size_t) {
            if (++taken == 10)
                stop.request_stop();
        },
        [] {});
    QCOMPARE(taken, 10U);
}

void TestOrderedWork::nothingToDoIsDone() {
    const auto worker = [] { return [](std::size_t task) { return task; }; };
    workInOrder(0, 2, 4, {}, worker, [](std::size_t) { QFAIL("there is no task"); }, [] {});
}

QTEST_APPLESS_MAIN(TestOrderedWork)
#include "test_ordered_work.moc"

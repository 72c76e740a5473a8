// SPDX-License-Identifier: MIT
#include "process/core_dumps.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace faultline;

namespace {

/// What is left of a process that dies of a memory error in `folder`.
struct Crash {
    int signal = 0;
    bool dumped = false; ///< the kernel wrote a file, or a collector took the memory
};

/// `guarded` is what a program of ours does first. Everything that could keep a dump away for other reasons is allowed before.
Crash crash(const QString& folder, bool guarded) {
    const QByteArray path = folder.toLocal8Bit();
    const pid_t child = ::fork();
    if (child == 0) {
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_CORE, &limit);
        if (::chdir(path.constData()) != 0)
            std::_Exit(1);
        if (guarded)
            leaveNoCoreDump();
        std::signal(SIGSEGV, SIG_DFL);
        std::raise(SIGSEGV);
        std::_Exit(2);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFSIGNALED(status) ? WTERMSIG(status) : 0, WIFSIGNALED(status) && WCOREDUMP(status)};
}

} // namespace

class TestCoreDumps : public QObject {
    Q_OBJECT
private slots:
    void aCrashLeavesNothingBehind();
    void theFileLimitOfOneByteIsWhatKeepsCollectorsAway();
    void whoHuntsACrashCanHaveADump();
};

void TestCoreDumps::aCrashLeavesNothingBehind() {
    const QTemporaryDir folder;
    const Crash guarded = crash(folder.path(), true);
    QCOMPARE(guarded.signal, SIGSEGV);
    QVERIFY(!guarded.dumped);
    QVERIFY(QDir(folder.path()).isEmpty());
    // Where this system would not have dumped anyway, the above shows little.
    const Crash bare = crash(folder.path(), false);
    QCOMPARE(bare.signal, SIGSEGV);
    if (!bare.dumped)
        QSKIP("This system keeps no dump of any process");
}

void TestCoreDumps::theFileLimitOfOneByteIsWhatKeepsCollectorsAway() {
    const pid_t child = ::fork();
    if (child == 0) {
        leaveNoCoreDump();
        rlimit limit{};
        ::getrlimit(RLIMIT_CORE, &limit);
        std::_Exit(limit.rlim_cur == (limit.rlim_max == 0 ? 0U : 1U) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestCoreDumps::whoHuntsACrashCanHaveADump() {
    rlimit before{}, after{};
    QCOMPARE(::getrlimit(RLIMIT_CORE, &before), 0);
    qputenv("FAULTLINE_CORE_DUMPS", "1");
    leaveNoCoreDump();
    qunsetenv("FAULTLINE_CORE_DUMPS");
    QCOMPARE(::getrlimit(RLIMIT_CORE, &after), 0);
    QCOMPARE(after.rlim_cur, before.rlim_cur);
    QCOMPARE(after.rlim_max, before.rlim_max);
}

QTEST_GUILESS_MAIN(TestCoreDumps)
#include "test_core_dumps.moc"

// SPDX-License-Identifier: MIT
#include "archive_writer.h"
#include "core_test.h"
#include "gzip.h"

#include "diagnosis/diagnosis.h"
#include "report/text_report.h"

#include <QDir>

#include <fstream>

using namespace faultline;

namespace {

const std::string missingModule =
    "2026-01-05 10:03:11,106|ERROR|214|Entry script init() failed. Details: Traceback (most recent call last):\n"
    "  File \"/mnt/azureml/cr/j/0000/exe/wd/score.py\", line 3, in <module>\n    import sklearn\n"
    "ModuleNotFoundError: No module named 'sklearn'\n";
const std::string logPath = "logs/user/error/0/process000.txt";

} // namespace

/// What a reader sees of input that was made to do harm: the diagnosis of what is sound, and of the rest why it was not read.
class TestHostileInput : public QObject {
    Q_OBJECT

private slots:
    void archivesTellWhatTheyHide_data();
    void archivesTellWhatTheyHide();
    void compressedLogsOfAFolderAreDiagnosed();

private:
    [[nodiscard]] std::string pathOf(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

    static std::string reportOf(JobSourcePointer source) {
        const JobPointer job = openJob(std::move(source), "job", shippedKnowledge()->layouts()).value();
        // Wide enough that no line is broken.
        return writeTextReport(*diagnose(job, shippedKnowledge(), scanJob(*job, shippedPatterns(), {})), nullptr, false, 1'000);
    }

    QTemporaryDir m_folder;
};

void TestHostileInput::archivesTellWhatTheyHide_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("up and out") << QByteArray("up") << QByteArray("../../home/jane/.bashrc: its name leads out of the archive");
    QTest::newRow("a link") << QByteArray("link") << QByteArray("passwd: a link inside an archive is not followed");
    QTest::newRow("a hard link") << QByteArray("hard") << QByteArray("passwd: a link inside an archive is not followed");
    QTest::newRow("a device") << QByteArray("device") << QByteArray("null: a device, pipe or socket, not a file");
    QTest::newRow("a pipe") << QByteArray("pipe") << QByteArray("pipe: a device, pipe or socket, not a file");
    QTest::newRow("a bomb") << QByteArray("bomb")
                            << QByteArray("bomb.txt: it unpacks to far more than a job's logs would (1 MiB so far, from");
    QTest::newRow("a bomb in a file")
        << QByteArray("inner bomb")
        << QByteArray("it unpacks to far more than a job's logs would (2 MiB so far, from 20 KiB); reading stopped here");
    QTest::newRow("too many files") << QByteArray("many") << QByteArray("the archive holds more than 100 files and folders");
    QTest::newRow("folders without end") << QByteArray("deep") << QByteArray("more than 64 folders inside each other");
    QTest::newRow("a name without end") << QByteArray("long") << QByteArray("its name has more than 4096 bytes");
    QTest::newRow("an archive in it") << QByteArray("nested") << QByteArray("inner.zip: an archive within the job; open it by itself");
    QTest::newRow("a name with escapes") << QByteArray("escapes") << QByteArray("␛[31mred.txt: a link inside");
}

void TestHostileInput::archivesTellWhatTheyHide() {
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, told);
    const std::string path = pathOf("job.tar.gz");
    {
        ArchiveWriter writer(path, false);
        writer.file(logPath, missingModule);
        if (kind == "up")
            writer.file("../../home/jane/.bashrc", "evil");
        else if (kind == "link")
            writer.symbolicLink("passwd", "/etc/passwd");
        else if (kind == "hard")
            writer.hardLink("passwd", "/etc/passwd");
        else if (kind == "device")
            writer.device("null");
        else if (kind == "pipe")
            writer.pipe("pipe");
        else if (kind == "bomb")
            writer.file("bomb.txt", std::string(20 << 20, '\0'));
        else if (kind == "inner bomb")
            writer.file("bomb.txt.gz", gzip(std::string(20 << 20, 'x')));
        else if (kind == "many")
            for (int i = 0; i < 200; ++i)
                writer.file(std::to_string(i), "x");
        else if (kind == "deep")
            writer.file(QByteArray("d/").repeated(500).toStdString() + "a.txt", "deep");
        else if (kind == "long")
            writer.file(std::string(10'000, 'n'), "long");
        else if (kind == "nested")
            writer.file("inner.zip", "PK\x03\x04");
        else if (kind == "escapes")
            writer.symbolicLink("\x1b[31mred.txt", "/etc/passwd");
    }
    SourceLimits limits;
    limits.entries = 100;
    limits.ratio = 100;
    limits.ratioFrom = 1 << 20;
    const std::string report = reportOf(archiveSource(path, limits));
    QVERIFY2(report.contains(told.toStdString()), report.c_str());
    QVERIFY2(report.contains("sklearn"), report.c_str());
    QVERIFY(!report.contains('\x1b'));
}

void TestHostileInput::compressedLogsOfAFolderAreDiagnosed() {
    const QDir folder(m_folder.filePath(QStringLiteral("rotated")));
    QVERIFY(folder.mkpath(QStringLiteral("logs/user/error/0")));
    const auto write = [&](const std::string& path, const std::string& bytes) {
        std::ofstream(folder.path().toStdString() + "/" + path, std::ios::binary) << bytes;
    };
    write(logPath + ".gz", gzip(missingModule));
    const std::string cut = gzip(missingModule);
    write("logs/user/error/0/process001.txt.gz", cut.substr(0, cut.size() - 4));
    const std::string report = reportOf(folderSource(folder.path().toStdString()));
    QVERIFY2(report.contains("sklearn"), report.c_str());
    QVERIFY2(report.contains("process001.txt.gz: unpacked as far as byte"), report.c_str());
    QVERIFY2(!report.contains("process000.txt.gz: "), report.c_str());
}

QTEST_APPLESS_MAIN(TestHostileInput)
#include "test_hostile_input.moc"

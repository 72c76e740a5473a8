// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace faultline {

/// What a program left when it had ended.
struct Run {
    int status = -1; ///< -1: it did not end by itself
    QByteArray output, errors;
};

/// The terminal program as people run it: in a temporary folder, with a home of its own in it.
class TerminalProgram {
public:
    TerminalProgram() {
        if (!m_folder.isValid())
            qFatal("%s", qPrintable(m_folder.errorString()));
    }

    /// The path of something in the folder.
    [[nodiscard]] QString folder(const QString& name) const { return m_folder.filePath(name); }

    /// Writes a file in the folder, and makes the folders above it. Returns its path.
    QString write(const QString& name, const QByteArray& content) const {
        const QString path = folder(name);
        QFile file(path);
        if (!QDir().mkpath(QFileInfo(path).path()) || !file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s could not be written", qPrintable(path));
        return path;
    }

    /// Runs it with these words behind its name; what it prints goes to the file `output` if one is named.
    [[nodiscard]] Run run(const QStringList& words, const QString& output = {}) const {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), folder(QStringLiteral("home")));
        for (const char* const name : {"CACHE", "CONFIG", "DATA", "STATE"})
            environment.insert(QStringLiteral("XDG_%1_HOME").arg(QLatin1StringView(name)), folder(QString::fromLatin1(name).toLower()));
        QProcess process;
        process.setProcessEnvironment(environment);
        if (!output.isEmpty())
            process.setStandardOutputFile(output);
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral(FAULTLINE_CLI), words);
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, process.readAllStandardOutput(), process.readAllStandardError() + process.errorString().toUtf8()};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private:
    QTemporaryDir m_folder;
};

} // namespace faultline

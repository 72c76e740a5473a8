// SPDX-License-Identifier: MIT
#pragma once

#include <KSyntaxHighlighting/Format>

#include <KSyntaxHighlighting/Definition>

#include <QString>

#include <memory>

namespace KSyntaxHighlighting {
class Repository;
}

namespace faultline {

/// The syntax definitions: those of KSyntaxHighlighting for scripts, tables and settings in a job, and our own for everything else, which is logs.
/// Shared by all views; for one thread. Loading waits for the first use (some milliseconds).
class SyntaxLibrary {
public:
    SyntaxLibrary();
    ~SyntaxLibrary();
    SyntaxLibrary(const SyntaxLibrary&) = delete;
    SyntaxLibrary& operator=(const SyntaxLibrary&) = delete;

    /// The definition for a file by its path in the job.
    [[nodiscard]] KSyntaxHighlighting::Definition definitionFor(const QString& path);
    [[nodiscard]] KSyntaxHighlighting::Definition logDefinition();
    [[nodiscard]] const KSyntaxHighlighting::Repository& repository();

private:
    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "text/message.h"

#include <QString>

#include <set>
#include <string>

namespace faultline {

/// Which findings of which job the reader said are not the cause, kept between starts.
///
/// One small file for each job, readable by nobody but its owner and named by a hash of the job's path, so that a listing tells nothing. Reads and writes the
/// disk: for worker threads. Thread-safe as far as the file system is; a file that cannot be read counts as empty.
class DismissedFindings {
public:
    /// `folder` is made when something is first written.
    explicit DismissedFindings(QString folder);

    /// `Finding::key` of each.
    [[nodiscard]] std::set<std::string> read(const QString& jobPath) const;
    /// An empty set removes the file.
    [[nodiscard]] Expected<void> write(const QString& jobPath, const std::set<std::string>& keys) const;

private:
    [[nodiscard]] QString fileOf(const QString& jobPath) const;

    QString m_folder;
};

} // namespace faultline

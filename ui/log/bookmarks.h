// SPDX-License-Identifier: MIT
#pragma once

#include "text/line_number.h"
#include "text/message.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace faultline {

class Mailbox;

/// The lines of a job's logs that the reader wants to find again, kept between starts.
///
/// One small file for each job, readable by nobody but its owner and named by a hash of the job's path, so that a listing tells nothing. It is read and written by
/// a thread of its own; all functions return at once and belong to the thread that made the object. Its end waits for what is being written.
class Bookmarks : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t limit = 10'000;               ///< in one job: the file is to stay small
    using Lines = std::map<std::string, std::set<LineNumber>>; ///< by path; no empty set

    explicit Bookmarks(QObject* parent = nullptr);
    ~Bookmarks() override;

    /// Where they are kept; without it they go with the program. The folder is made when something is first written.
    void setFolder(const QString& folder) { m_folder = folder; }
    /// Takes those of another job; what was set meanwhile in this one stays. Nothing happens where it is the same job.
    void open(const std::string& jobPath);

    /// Sets or removes one; `path` is that of the file in the job.
    void toggle(const std::string& path, LineNumber line);
    /// In order; empty for a file without any.
    [[nodiscard]] const std::set<LineNumber>& of(const std::string& path) const;
    [[nodiscard]] bool isEmpty() const { return m_lines.empty(); }

    struct Place {
        std::size_t file = 0; ///< index into the list of files that was given
        LineNumber line;
        bool operator==(const Place&) const = default;
    };
    /// The bookmark behind or before a place, in the order of `paths` (`Job::files`), going on from the other end; none where there is none.
    [[nodiscard]] std::optional<Place> next(const std::vector<std::string>& paths, std::optional<Place> from, bool forward) const;

signals:
    void changed();
    /// They could not be written.
    void troubled(const faultline::Message& message);

private:
    [[nodiscard]] QString fileName() const;
    [[nodiscard]] std::size_t count() const;
    void write();
    /// What was set before those on the disk had come is written together with them.
    void keepUnread();

    QString m_folder;
    std::string m_job;
    Lines m_lines;
    bool m_loaded = true;
    std::uint64_t m_generation = 0;

    std::shared_ptr<Mailbox> m_mailbox;
    QThreadPool m_thread; ///< one thread: the last write wins. It ends what it was given before it goes.
};

} // namespace faultline

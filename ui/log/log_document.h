// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "log/background_worker.h"
#include "log/far_lines.h"
#include "log/log_text.h"

#include <QObject>
#include <QString>

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace faultline {

class Mailbox;

/// One opened log file of a job.
///
/// Opening, telling the encoding and finding the line ends run on a worker from the moment it is made; decoded lines are fetched by a
/// second one. All functions return at once and belong to the thread that made it. Memory does not depend on the size of the file:
/// a sparse index, and the lines used last.
///
/// To show lines: say with `want` which ones are needed, take from `line` what is there, and repaint at `linesArrived`.
class LogDocument : public QObject {
    Q_OBJECT
public:
    static constexpr std::uint64_t blockLines = 64; ///< lines that are kept and fetched together

    /// `file` is an index into `Job::files`.
    LogDocument(JobPointer job, std::size_t file, QObject* parent = nullptr);
    ~LogDocument() override;

    /// The same file in a later list of the same job, in which it has another number. What is known of it stays.
    void setJob(JobPointer job, std::size_t file);
    [[nodiscard]] const JobPointer& job() const { return m_job; }
    [[nodiscard]] std::size_t file() const { return m_file; }
    /// Inside the job, parts joined by `/`; on one line, as it may be shown (`toLine`).
    [[nodiscard]] QString path() const;

    /// Lines of the file. Estimated from the part that is indexed until `isComplete`.
    [[nodiscard]] std::uint64_t lineCount() const;
    /// Lines whose numbers are certain.
    [[nodiscard]] std::uint64_t knownLineCount() const;
    /// Whether the number of a line is an estimate. Its text can be had all the same; what is shown moves with `renumbered` once the number is known.
    [[nodiscard]] bool isEstimated(LineNumber line) const;
    /// Bytes in the file.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// Whether the first lines can be shown.
    [[nodiscard]] bool isOpen() const { return m_text.reader != nullptr; }
    /// Whether all lines are known.
    [[nodiscard]] bool isComplete() const;
    /// How much of the file has been indexed.
    [[nodiscard]] int percent() const;
    /// `UTF-8`, `WINDOWS-1252` …; empty until it is open.
    [[nodiscard]] QString encodingName() const { return m_encodingName; }
    /// Reads the file anew in that encoding; none: in the one that its bytes tell.
    void setEncoding(std::optional<Encoding> encoding);
    /// What `setEncoding` was given last.
    [[nodiscard]] const std::optional<Encoding>& chosenEncoding() const { return m_chosenEncoding; }
    /// What is done with escape sequences. Lines come again, in their own time.
    void setAnsi(AnsiMode ansi);
    /// `LF`, `CRLF`, `CR` or `mixed`, from the beginning of the file; empty where there is no line end.
    [[nodiscard]] QString lineEnds() const { return m_lineEnds; }
    /// Why it could not be read, or not to the end.
    [[nodiscard]] const std::optional<Message>& failure() const { return m_failure; }

    /// For workers that read the file on their own.
    [[nodiscard]] const LogText& text() const { return m_text; }

    /// A line if it is in memory, else null.
    [[nodiscard]] LogLinePointer line(LineNumber number) const;
    struct Lines {
        LineNumber first;
        std::uint64_t count = 0;
        bool operator==(const Lines&) const = default;
    };
    /// Says which lines are about to be needed. The newest wish is served first; old ones are forgotten.
    void want(std::vector<Lines> lines);
    void want(LineNumber first, std::uint64_t count) { want({{first, count}}); }
    /// What is in memory, in no order.
    [[nodiscard]] std::vector<Lines> inMemory() const;

    /// Tells where a line begins, from somebody who has counted: beyond what is indexed it is then shown exactly and with its number, not about there.
    void expectLine(LineNumber line, std::uint64_t offset);

    /// Shows the part of a long line that holds byte `focus` of it, counted from the line's start; the line comes again with `LogLine::focus` set. A line that
    /// is not long stays as it is. Does nothing while the line is not in memory.
    void showPart(LineNumber number, std::uint64_t focus);
    /// Shows the part of a long line behind or before the one that shows; both share a little.
    void showNextPart(LineNumber number);
    void showPreviousPart(LineNumber number);
    /// Looks for bytes within a line that is long, and tells with `foundInLine` where the first ones begin. Nothing is told where they are not in it.
    void findInLine(LineNumber number, std::string bytes);
    /// What parts and states were asked for, for whoever reads lines with `text`.
    [[nodiscard]] const LineWishes& wishes() const { return m_lineWishes; }
    /// Shows the states that carriage returns wrote over, or hides them again.
    void toggleStates(LineNumber number);

    /// Looks whether the file has other bytes than were read: lines that were added are gone on with (`grew`), and a file that is shorter now is read anew
    /// (`shrank`). Does nothing while it is still being indexed, or where its text had to be converted as a whole. To be called now and then.
    void lookAgain();

    /// Reads the file anew: after a failure, or because it has grown.
    void reload();

signals:
    /// More is known: opened, more lines, complete.
    void changed();
    /// All lines are known.
    void loaded();
    /// Everything known so far is forgotten; the file is read anew.
    void reloaded();
    void failed(const faultline::Message& message);
    /// There are more lines than before, or the last one is longer; comes before `changed`.
    void grew();
    /// The file is shorter than what was read of it, and is read anew; comes before `reloaded`.
    void shrank();
    void linesArrived(faultline::LineNumber first, quint64 count);
    /// The lines from `from` on turned out to have numbers that are `by` greater. Comes before `changed`.
    void renumbered(faultline::LineNumber from, qint64 by);
    /// Byte of the line at which it has what `findInLine` looked for.
    void foundInLine(faultline::LineNumber number, quint64 byte);

private:
    struct Opened;
    struct Block {
        std::vector<LogLinePointer> lines;
        std::uint64_t expected = 0; ///< lines that the fetch was to bring; fewer came where the file has shrunk
        std::size_t cost = 0;
        mutable std::uint64_t used = 0;
        bool far = false; ///< numbered by `m_far`
    };
    using Wish = std::vector<Lines>;

    void start();
    void opened(Opened result);
    void indexed(std::shared_ptr<const LineIndex> index, bool last, std::optional<Message> failure);
    void looked(std::uint64_t size);
    void grow();
    void fetch();
    bool fetchSome(const Lines& lines);
    void fetchBlocks(std::uint64_t block, std::uint64_t blocks);
    void fetchFarBlocks(std::uint64_t block, std::uint64_t blocks);
    void farFetched(FarLines far, bool another, std::uint64_t block, std::uint64_t blocks, Expected<std::vector<LogLinePointer>> lines);
    void fetched(std::uint64_t firstBlock, std::uint64_t blocks, std::uint64_t expected, Expected<std::vector<LogLinePointer>> lines);
    void store(std::uint64_t first, std::uint64_t expected, const std::vector<LogLinePointer>& lines, bool far);
    void storeAll(std::uint64_t firstBlock, std::uint64_t blocks, std::uint64_t expected, const std::vector<LogLinePointer>& lines,
                  bool far);
    void failFetch(Message message);
    void dropFar();
    void renumberFar(std::int64_t by);
    [[nodiscard]] std::uint64_t linesIn(std::uint64_t bytes) const;
    [[nodiscard]] std::uint64_t bytesPerLine() const;
    void estimate();
    void keepFarApart();
    void settleFar();
    void refetch(LineNumber number);
    void refetchUnknownLengths();
    void showWindow(LineNumber number, const LineWindow& window);
    [[nodiscard]] std::uint64_t expectedIn(std::uint64_t block) const;
    [[nodiscard]] bool isMissing(std::uint64_t block) const;
    void forgetOldBlocks();

    JobPointer m_job;
    std::size_t m_file;
    std::uint64_t m_size = 0;
    LogText m_text;
    std::optional<Encoding> m_chosenEncoding;
    QString m_encodingName, m_lineEnds;
    std::optional<Message> m_failure;
    std::uint64_t m_estimate = 0; ///< of the number of lines; stays as it is while there is `m_far`
    std::optional<FarLines> m_far;
    std::optional<LineIndex::Checkpoint> m_expected; ///< by `expectLine`, beyond what is indexed
    std::uint64_t m_farGeneration = 0;               ///< counts changes of what the numbers in `m_far` mean
    bool m_settling = false;
    bool m_looking = false;       ///< asking for the size, or reading what was added
    std::uint64_t m_seenSize = 0; ///< largest size that the file was said to have; some file systems say 0 of files that have bytes
    bool m_converted = false;     ///< the reader's bytes are not those of the file

    std::unordered_map<std::uint64_t, Block> m_blocks;
    std::size_t m_cost = 0;
    mutable std::uint64_t m_clock = 0;
    std::deque<Wish> m_wishes;
    LineWishes m_lineWishes;
    std::uint64_t m_wishGeneration = 0; ///< counts changes of `m_lineWishes`
    bool m_fetching = false;
    std::uint64_t m_generation = 0;

    std::shared_ptr<Mailbox> m_mailbox;
    BackgroundWorker m_indexer, m_fetcher, m_finder;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "search/job_search.h"
#include "text/line_number.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace faultline {

/// What a search found: a row for each file, below it its lines with hits and the lines around them, each line once.
class SearchModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class Kind { File, Hit, Context, Gap };
    using Spans = QList<std::pair<int, int>>; ///< begin and end in the text, in UTF-16 units
    enum Role {
        KindRole = Qt::UserRole, ///< `Kind` as int
        FileRole,                ///< index into `Job::files`
        LineRole,                ///< of a line: its index, from 0
        SpansRole,               ///< of a hit: where in the text, as `Spans`
        CountRole,               ///< of a file: in words, how much was found in it
        ByteRole,                ///< of a hit: bytes of the line's text before it
        CutRole,                 ///< of a hit: 1 if the line has text before what is shown, 2 behind it, 3 both
    };

    explicit SearchModel(QObject* parent = nullptr);

    /// Forgets everything; `job` is what will be searched (may be null).
    void reset(const JobPointer& job);
    /// News of a search, in the order in which it tells them.
    void add(const std::vector<FileHits>& files);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// The line with a hit that follows `from` (or comes before it), across files; goes on at the other end. `from` may be of any kind, or invalid for none. Invalid where
    /// nothing was found.
    [[nodiscard]] QModelIndex nextHit(const QModelIndex& from) const;
    [[nodiscard]] QModelIndex previousHit(const QModelIndex& from) const;

private:
    struct Row {
        Kind kind = Kind::Hit;
        std::uint64_t line = 0;
        std::string text;
        std::vector<TextSpan> spans;
        bool cutBefore = false, cutAfter = false;
        std::uint64_t byte = 0;
    };
    struct File {
        std::size_t file = 0;
        std::uint64_t foundLines = 0, hits = 0;
        std::uint64_t listed = 0;
        std::vector<Row> rows;
    };

    static std::vector<Row> rowsOf(const File& file, const std::vector<FoundEntry>& entries);
    void addRows(int number, const FileHits& news);
    [[nodiscard]] QVariant fileData(const File& file, int role) const;
    [[nodiscard]] QVariant rowData(const File& file, const Row& row, int role) const;
    [[nodiscard]] QModelIndex hitFrom(qsizetype file, qsizetype row, int step) const;

    JobPointer m_job;
    std::vector<File> m_files;
};

} // namespace faultline

Q_DECLARE_METATYPE(faultline::SearchModel::Spans)

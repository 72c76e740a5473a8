// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "scan/pattern_trial.h"

#include <QAbstractListModel>

#include <vector>

namespace faultline {

/// The lines that a trial found, file by file as they come. Bounded: beyond `lineLimit` lines they are only counted by the trial.
class TrialModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FileRole = Qt::UserRole + 1, ///< qulonglong, index into `Job::files`
        LineRole,                    ///< qulonglong, from 0
        PlaceRole,                   ///< `path:line`
        CountRole,                   ///< lines found in that file
    };
    static constexpr std::size_t lineLimit = 2000;

    explicit TrialModel(QObject* parent = nullptr);

    void clear(JobPointer job);
    void add(const TrialFile& file);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        std::size_t file;
        std::uint64_t count;
        TrialFile::Hit hit;
    };
    JobPointer m_job;
    std::vector<Row> m_rows;
};

} // namespace faultline

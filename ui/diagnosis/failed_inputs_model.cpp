// SPDX-License-Identifier: MIT
#include "diagnosis/failed_inputs_model.h"

#include "text/words.h"

namespace faultline {

FailedInputsModel::FailedInputsModel(QObject* parent) : QAbstractTableModel(parent) {}

void FailedInputsModel::setDiagnosis(DiagnosisPointer diagnosis) {
    beginResetModel();
    m_diagnosis = std::move(diagnosis);
    endResetModel();
}

int FailedInputsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_diagnosis ? 0 : static_cast<int>(m_diagnosis->failedInputs.size());
}

int FailedInputsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant FailedInputsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const FailedInput& input = m_diagnosis->failedInputs[static_cast<std::size_t>(index.row())];
    const bool placed = input.place.file != nowhere;
    switch (role) {
    case InputRole: return static_cast<qulonglong>(index.row());
    case Qt::TextAlignmentRole: return index.column() == AttemptsColumn ? static_cast<int>(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::ToolTipRole:
        // Escaped, because tool tips guess whether a text is rich.
        if (index.column() == AttemptsColumn)
            return {};
        return index.column() == PlaceColumn && placed ? toText(input.place.text).left(400).toHtmlEscaped()
                                                       : data(index, Qt::DisplayRole).toString().toHtmlEscaped();
    case Qt::DisplayRole:
    case SortRole: break;
    default: return {};
    }
    switch (index.column()) {
    case FileColumn: return toLine(input.file);
    case ReasonColumn: return toLine(input.reason);
    case AttemptsColumn: return role == SortRole ? QVariant(static_cast<qulonglong>(input.attempts)) : QVariant(numberText(input.attempts));
    case PlaceColumn: return placed ? placeText(input.place) : QString();
    default: return {};
    }
}

QVariant FailedInputsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FileColumn: return tr("Input");
    case ReasonColumn: return tr("Reason");
    case AttemptsColumn: return tr("Attempts");
    case PlaceColumn: return tr("Where");
    default: return {};
    }
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QWidget>

class QVBoxLayout;

namespace faultline {

class LinkButton;

/// The lines where something shows, as links with their time. A few at first, more on demand.
class PlaceList : public QWidget {
    Q_OBJECT
public:
    /// `total` may be more than `places` holds. `root` is cut from the front of every path.
    PlaceList(std::vector<Place> places, std::uint64_t total, const std::string& root, std::size_t atFirst = 3, QWidget* parent = nullptr);

signals:
    void placeRequested(quint64 file, faultline::LineNumber line);

private:
    void showMore(std::size_t count);

    std::vector<Place> m_places;
    std::uint64_t m_total;
    std::string m_root;
    std::size_t m_shown = 0;
    QVBoxLayout* m_column;
    LinkButton* m_more = nullptr;
};

} // namespace faultline

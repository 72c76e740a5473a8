// SPDX-License-Identifier: MIT
#include "diagnosis/place_list.h"

#include "diagnosis/link_button.h"
#include "text/words.h"
#include "theme/muted_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t moreAtOnce = 25;

} // namespace

PlaceList::PlaceList(std::vector<Place> places, std::uint64_t total, const std::string& root, std::size_t atFirst, QWidget* parent)
    : QWidget(parent), m_places(std::move(places)), m_total(std::max<std::uint64_t>(total, m_places.size())),
      m_root(root.empty() ? root : root + '/'), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    // A last one alone is not worth a press.
    showMore(m_places.size() == atFirst + 1 ? atFirst + 1 : atFirst);
}

void PlaceList::showMore(std::size_t count) {
    if (m_more) {
        m_more->deleteLater();
        m_more = nullptr;
    }
    const std::size_t end = std::min(m_places.size(), m_shown + count);
    for (; m_shown < end; ++m_shown) {
        const Place& place = m_places[m_shown];
        const std::string_view path = place.path;
        const QString shown = setApart(toLine(path.starts_with(m_root) ? path.substr(m_root.size()) : path));
        auto* link = new LinkButton(place.file == nowhere ? shown : placeText(shown, place.line), LinkButton::Kind::Path);
        link->setToolTip(toText(place.text).left(400).toHtmlEscaped());
        link->setEnabled(place.file != nowhere);
        connect(link, &QAbstractButton::clicked, this, [this, file = place.file, line = place.line] { emit placeRequested(file, line); });
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(link, 0);
        if (place.time)
            row->addWidget(new MutedLabel(clockText(*place.time), MutedLabel::Kind::Small));
        row->addStretch(1);
        m_column->addLayout(row);
    }
    if (m_shown < m_places.size()) {
        m_more = new LinkButton(tr("%n more place(s)", nullptr, forPlural(m_total - m_shown)));
        connect(m_more, &QAbstractButton::clicked, this, [this] { showMore(moreAtOnce); });
        m_column->addWidget(m_more);
    } else if (m_total > m_shown) {
        m_column->addWidget(new MutedLabel(tr("and %n more like these", nullptr, forPlural(m_total - m_shown)), MutedLabel::Kind::Small));
    }
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "search/search_history.h"

#include <QSettings>

#include <algorithm>

namespace faultline {

namespace {

const QString key = QStringLiteral("search/history");

} // namespace

SearchHistory::SearchHistory(QSettings& settings) : m_settings(settings) {}

void SearchHistory::add(const QString& text) {
    if (text.isEmpty())
        return;
    QStringList all = texts();
    all.removeAll(text);
    all.prepend(text);
    all.resize(std::min(all.size(), limit));
    m_settings.setValue(key, all);
}

void SearchHistory::clear() {
    m_settings.remove(key);
}

QStringList SearchHistory::texts() const {
    return m_settings.value(key).toStringList();
}

} // namespace faultline

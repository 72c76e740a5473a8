// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QSettings;

namespace faultline {

/// What was searched for, the last first; kept in the settings.
class SearchHistory {
public:
    static constexpr qsizetype limit = 25;

    /// `settings` must outlive it.
    explicit SearchHistory(QSettings& settings);

    void add(const QString& text);
    void clear();
    [[nodiscard]] QStringList texts() const;

private:
    QSettings& m_settings;
};

} // namespace faultline

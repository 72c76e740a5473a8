// SPDX-License-Identifier: MIT
#pragma once

#include "search/search_pattern.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace faultline {

/// What a person searches for in a log, as the view asks for it: of lines as they show, in UTF-16. `SearchPattern` says what a hit is.
///
/// A value; matching is thread-safe.
class TextPattern {
public:
    using Options = SearchPattern::Options;
    struct Hit {
        int start = 0, length = 0;
    };

    /// Finds nothing.
    TextPattern() = default;
    TextPattern(const QString& text, Options options);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] bool isValid() const { return isEmpty() || m_found.has_value(); }
    /// Why it is not valid, and at which character.
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] Options options() const { return m_options; }

    /// The same for the bytes of a file, in which control characters are themselves and not the pictures that a view shows. None where there is nothing to search for.
    [[nodiscard]] const std::optional<SearchPattern>& inFiles() const { return m_found; }

    /// All hits, from the left, at most `limit`.
    [[nodiscard]] QList<Hit> hits(QStringView line, int limit = 1000) const;

    bool operator==(const TextPattern& other) const { return m_text == other.m_text && m_options == other.m_options; }

private:
    QString m_text;
    Options m_options;
    std::optional<SearchPattern> m_found, m_shown;
    QString m_error;
};

} // namespace faultline

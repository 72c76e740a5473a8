// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringView>

namespace faultline {

/// What a person searches for in a log. A value; matching is thread-safe.
class TextPattern {
public:
    struct Options {
        bool regularExpression = false;
        bool caseSensitive = false;
        bool wholeWord = false;
        bool operator==(const Options&) const = default;
    };
    struct Hit {
        int start = 0, length = 0;
    };

    /// Finds nothing.
    TextPattern() = default;
    TextPattern(const QString& text, Options options);

    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] bool isValid() const { return isEmpty() || m_expression.isValid(); }
    /// Why it is not valid, and at which column.
    [[nodiscard]] QString error() const;
    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] Options options() const { return m_options; }

    [[nodiscard]] bool isIn(QStringView line) const;
    /// All hits that are not empty, from the left, at most `limit`.
    [[nodiscard]] QList<Hit> hits(QStringView line, int limit = 1000) const;

    bool operator==(const TextPattern& other) const { return m_text == other.m_text && m_options == other.m_options; }

private:
    QString m_text;
    Options m_options;
    QRegularExpression m_expression;
};

} // namespace faultline

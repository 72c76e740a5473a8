// SPDX-License-Identifier: MIT
#include "log/text_pattern.h"

#include <QCoreApplication>

#include <algorithm>

namespace faultline {

namespace {

/// A pattern that backtracks without end gives up instead of holding up the reader.
constexpr QLatin1StringView stepLimit("(*LIMIT_MATCH=200000)");

} // namespace

TextPattern::TextPattern(const QString& text, Options options) : m_text(text), m_options(options) {
    QString pattern = options.regularExpression ? text : QRegularExpression::escape(text);
    if (options.wholeWord)
        pattern = QStringLiteral("(?<!\\w)(?:%1)(?!\\w)").arg(pattern);
    QRegularExpression::PatternOptions flags = QRegularExpression::UseUnicodePropertiesOption;
    if (!options.caseSensitive)
        flags |= QRegularExpression::CaseInsensitiveOption;
    m_expression = QRegularExpression(stepLimit + pattern, flags);
    if (m_expression.isValid())
        m_expression.optimize();
}

QString TextPattern::error() const {
    if (isValid())
        return {};
    return QCoreApplication::translate("faultline::TextPattern", "%1 (at character %2)")
        .arg(m_expression.errorString())
        .arg(std::max<qsizetype>(1, m_expression.patternErrorOffset() - stepLimit.size() + 1));
}

bool TextPattern::isIn(QStringView line) const {
    if (isEmpty() || !m_expression.isValid())
        return false;
    const QRegularExpressionMatch match = m_expression.matchView(line);
    return match.hasMatch() && (match.capturedLength() > 0 || !hits(line, 1).isEmpty());
}

QList<TextPattern::Hit> TextPattern::hits(QStringView line, int limit) const {
    QList<Hit> found;
    if (isEmpty() || !m_expression.isValid())
        return found;
    QRegularExpressionMatchIterator matches = m_expression.globalMatchView(line);
    while (matches.hasNext() && found.size() < limit) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength() > 0)
            found.append({static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength())});
    }
    return found;
}

} // namespace faultline

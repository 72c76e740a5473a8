// SPDX-License-Identifier: MIT
#include "log/text_pattern.h"

#include "text/words.h"

#include <QCoreApplication>

namespace faultline {

namespace {

constexpr char16_t pictures = 0x2400; // of the control characters, in their order

/// Control characters as views show them.
QString asShown(QString text) {
    for (QChar& c : text)
        if (c.unicode() < 0x20 && c != u'\t')
            c = QChar(static_cast<char16_t>(pictures + c.unicode()));
    return text;
}

/// And as they are.
QString asInFiles(QString text) {
    for (QChar& c : text)
        if (c.unicode() >= pictures && c.unicode() < pictures + 0x20)
            c = QChar(static_cast<char16_t>(c.unicode() - pictures));
    return text;
}

} // namespace

TextPattern::TextPattern(const QString& text, Options options) : m_text(text), m_options(options) {
    if (text.isEmpty())
        return;
    const QString shown = asShown(text), found = asInFiles(text);
    auto made = SearchPattern::make(found.toStdString(), options);
    if (!made) {
        const Message& fault = made.error();
        m_error = toText(fault.why);
        if (fault.where && fault.where->column > 0) {
            const QByteArray before = found.toUtf8().left(static_cast<qsizetype>(fault.where->column) - 1);
            m_error = QCoreApplication::translate("faultline::TextPattern", "%1 (at character %2)")
                          .arg(m_error)
                          .arg(QString::fromUtf8(before).size() + 1);
        }
        return;
    }
    m_found = *made;
    m_shown = *made;
    if (shown != found)
        if (auto other = SearchPattern::make(shown.toStdString(), options))
            m_shown = std::move(*other);
}

QList<TextPattern::Hit> TextPattern::hits(QStringView line, int limit) const {
    QList<Hit> found;
    if (!m_shown || limit <= 0)
        return found;
    const QByteArray bytes = line.toUtf8();
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const bool ascii = bytes.size() == line.size();
    // UTF-16 units of what stands before; each part of the line is counted once.
    std::size_t counted = 0;
    qsizetype units = 0;
    const auto unitsTo = [&](std::size_t offset) {
        if (ascii)
            return static_cast<int>(offset);
        units += QString::fromUtf8(text.data() + counted, static_cast<qsizetype>(offset - counted)).size();
        counted = offset;
        return static_cast<int>(units);
    };
    for (const TextSpan& hit : m_shown->findAll(text, static_cast<std::size_t>(limit))) {
        const int start = unitsTo(hit.begin);
        found.append({start, unitsTo(hit.end) - start});
    }
    return found;
}

} // namespace faultline

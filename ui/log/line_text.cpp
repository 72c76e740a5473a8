// SPDX-License-Identifier: MIT
#include "log/line_text.h"

#include "text/escape_sequences.h"

#include <QList>
#include <QStringView>

#include <algorithm>
#include <array>
#include <string_view>

namespace faultline {

namespace {

constexpr char16_t escape = 0x1B;
constexpr char16_t substitute = 0x2426; // ␦

/// `bytes` without the UTF-8 sequence that a cut left incomplete at its end.
std::string_view withoutCutSequence(std::string_view bytes) {
    std::size_t tail = 0;
    while (tail < 3 && tail < bytes.size() && (static_cast<unsigned char>(bytes[bytes.size() - 1 - tail]) & 0xC0) == 0x80)
        ++tail;
    if (tail == bytes.size())
        return bytes;
    const auto lead = static_cast<unsigned char>(bytes[bytes.size() - 1 - tail]);
    const std::size_t needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    return needed > tail ? bytes.substr(0, bytes.size() - 1 - tail) : bytes;
}

/// Bytes at the start of `bytes` that end a UTF-8 sequence begun before it.
std::size_t restOfSequence(std::string_view bytes) {
    std::size_t rest = 0;
    while (rest < 3 && rest < bytes.size() && (static_cast<unsigned char>(bytes[rest]) & 0xC0) == 0x80)
        ++rest;
    return rest;
}

/// Whether a character would break the line, turn its direction or stand for an object that is not there.
bool disturbsLayout(char16_t c) {
    return (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFFFC || c == 0xFEFF || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// What SGR sequences have set so far.
class AnsiStyle {
public:
    void apply(QStringView parameters) {
        QList<int> numbers;
        qsizetype start = 0;
        for (qsizetype i = 0; i <= parameters.size(); ++i) {
            // `38:5:196` is another way to write `38;5;196`.
            if (i < parameters.size() && parameters[i] != u';' && parameters[i] != u':')
                continue;
            numbers.append(parameters.sliced(start, i - start).toInt());
            start = i + 1;
        }
        for (qsizetype i = 0; i < numbers.size(); ++i)
            applyOne(numbers, i);
    }

    [[nodiscard]] bool isPlain() const {
        return !m_run.foreground && !m_run.background && !m_run.bold && !m_run.faint && !m_run.italic && !m_run.underline && !m_inverse;
    }

    [[nodiscard]] AnsiRun run(qsizetype start, qsizetype end) const {
        AnsiRun run = m_run;
        run.start = static_cast<int>(start);
        run.length = static_cast<int>(end - start);
        if (m_inverse) {
            run.foreground = m_run.background.value_or(AnsiColour{15, 0});
            run.background = m_run.foreground.value_or(AnsiColour{8, 0});
        }
        return run;
    }

private:
    void applyOne(const QList<int>& numbers, qsizetype& i) {
        const int n = numbers[i];
        if (n == 0) {
            m_run = {};
            m_inverse = false;
        } else if (n == 1) {
            m_run.bold = true;
        } else if (n == 2) {
            m_run.faint = true;
        } else if (n == 3) {
            m_run.italic = true;
        } else if (n == 4) {
            m_run.underline = true;
        } else if (n == 7) {
            m_inverse = true;
        } else if (n == 22) {
            m_run.bold = m_run.faint = false;
        } else if (n == 23) {
            m_run.italic = false;
        } else if (n == 24) {
            m_run.underline = false;
        } else if (n == 27) {
            m_inverse = false;
        } else if (n >= 30 && n <= 37) {
            m_run.foreground = AnsiColour{n - 30, 0};
        } else if (n == 38) {
            m_run.foreground = extended(numbers, i);
        } else if (n == 39) {
            m_run.foreground.reset();
        } else if (n >= 40 && n <= 47) {
            m_run.background = AnsiColour{n - 40, 0};
        } else if (n == 48) {
            m_run.background = extended(numbers, i);
        } else if (n == 49) {
            m_run.background.reset();
        } else if (n >= 90 && n <= 97) {
            m_run.foreground = AnsiColour{n - 90 + 8, 0};
        } else if (n >= 100 && n <= 107) {
            m_run.background = AnsiColour{n - 100 + 8, 0};
        }
    }

    /// `38;5;n` and `38;2;r;g;b`; leaves `i` at the last number used.
    static std::optional<AnsiColour> extended(const QList<int>& numbers, qsizetype& i) {
        const auto at = [&](qsizetype index) {
            return static_cast<unsigned>(index < numbers.size() ? std::clamp(numbers[index], 0, 255) : 0);
        };
        if (at(i + 1) == 2) {
            const AnsiColour colour{-1, at(i + 2) << 16 | at(i + 3) << 8 | at(i + 4)};
            i = std::min(i + 4, numbers.size() - 1);
            return colour;
        }
        const unsigned n = at(i + 2);
        i = std::min(i + 2, numbers.size() - 1);
        if (n < 16)
            return AnsiColour{static_cast<int>(n), 0};
        if (n >= 232) {
            const unsigned grey = 8 + (n - 232) * 10;
            return AnsiColour{-1, grey << 16 | grey << 8 | grey};
        }
        constexpr std::array<unsigned, 6> steps{0, 95, 135, 175, 215, 255};
        const unsigned cube = n - 16;
        return AnsiColour{-1, steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]};
    }

    AnsiRun m_run;
    bool m_inverse = false;
};

/// The state that a terminal would show last, and how many were written over.
QStringView lastState(QStringView text, int& earlier) {
    QStringView shown;
    int states = 0;
    const QList<QStringView> all = text.split(u'\r');
    for (const QStringView state : all) {
        if (state.isEmpty())
            continue;
        ++states;
        shown = state;
    }
    earlier = std::max(0, states - 1);
    return shown;
}

} // namespace

LogLine lineText(const RawLine& raw, const Encoding& encoding, const LineTextOptions& options) {
    LogLine line;
    line.number = raw.number;
    line.offset = raw.offset;
    line.length = raw.length;
    line.lengthKnown = raw.lengthKnown;
    line.before = options.before;
    std::string_view bytes = raw.bytes;
    if (options.before > 0 && encoding.name == "UTF-8") {
        const std::size_t rest = restOfSequence(bytes);
        bytes.remove_prefix(rest);
        line.before += rest;
    }
    line.behind = raw.length - std::min<std::uint64_t>(raw.length, line.before + bytes.size());
    if (line.behind > 0 && encoding.name == "UTF-8") {
        const std::string_view whole = withoutCutSequence(bytes);
        line.behind += bytes.size() - whole.size();
        bytes = whole;
    }
    if (raw.offset == 0 && line.before == 0 && encoding.asciiCompatible)
        bytes.remove_prefix(std::min(bytes.size(), encoding.markLength));

    const QString decoded = QString::fromStdString(toUtf8(bytes, encoding));
    QStringView source = decoded;
    if (!options.allStates && source.contains(u'\r'))
        source = lastState(source, line.earlierStates);

    const bool plain = std::ranges::none_of(
        source, [](QChar c) { return (c.unicode() < 0x20 && c != u'\t') || c.unicode() == 0x7F || disturbsLayout(c.unicode()); });
    if (plain) {
        line.text = source.size() == decoded.size() ? decoded : source.toString();
        return line;
    }

    line.text.reserve(source.size());
    AnsiStyle style;
    qsizetype runStart = 0;
    const auto endRun = [&] {
        if (!style.isPlain() && line.text.size() > runStart)
            line.runs.push_back(style.run(runStart, line.text.size()));
        runStart = line.text.size();
    };
    const std::u16string_view units(source.utf16(), static_cast<std::size_t>(source.size()));
    for (qsizetype i = 0; i < source.size(); ++i) {
        const char16_t c = source[i].unicode();
        if (c == escape && options.ansi != AnsiMode::Raw) {
            if (const auto length = static_cast<qsizetype>(escapeLength(units.substr(static_cast<std::size_t>(i)))); length > 0) {
                const QStringView sequence = source.sliced(i, length);
                if (sequence.size() > 2 && sequence[1] == u'[' && sequence.back() == u'm' && options.ansi == AnsiMode::Rendered) {
                    endRun();
                    style.apply(sequence.sliced(2, length - 3));
                }
                i += length - 1;
                continue;
            }
        }
        if (c < 0x20 && c != u'\t')
            line.text += QChar(static_cast<char16_t>(0x2400 + c));
        else if (c == 0x7F)
            line.text += QChar(char16_t{0x2421});
        else
            line.text += disturbsLayout(c) ? QChar(substitute) : QChar(c);
    }
    endRun();
    return line;
}

} // namespace faultline

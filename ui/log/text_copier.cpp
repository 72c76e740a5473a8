// SPDX-License-Identifier: MIT
#include "log/text_copier.h"

#include "log/mailbox.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace faultline {

namespace {

constexpr std::size_t batch = 2048;

/// Puts one line after the other together.
class Collector {
public:
    explicit Collector(TextCopier::Request request) : m_request(std::move(request)) { m_copy.text = m_request.prefix; }

    /// Nothing when it was stopped.
    std::optional<TextCopier::Copy> run(const std::stop_token& stop) {
        const LineNumber last = m_request.range.to().line;
        for (LineNumber first = m_request.range.from().line; first <= last && !m_copy.cut; first = first + batch) {
            if (stop.stop_requested())
                return std::nullopt;
            if (const LineFold* const fold = leftOut(first))
                first = LineNumber(fold->end());
            if (first > last)
                break;
            const std::uint64_t wanted = std::min<std::uint64_t>(batch, last.index() - first.index() + 1);
            const auto lines = m_request.text.lines(first, static_cast<std::size_t>(wanted), m_request.wishes);
            if (!lines || lines->empty())
                break;
            for (const LogLinePointer& line : *lines) {
                if (leftOut(line->number))
                    continue;
                if (m_copy.lines == TextCopier::lineLimit || m_copy.text.size() > TextCopier::characterLimit) {
                    m_copy.cut = true;
                    break;
                }
                if (m_copy.lines++ > 0)
                    m_copy.text += u'\n';
                add(*line);
            }
            if (lines->size() < wanted)
                break;
        }
        return std::move(m_copy);
    }

private:
    [[nodiscard]] const LineFold* leftOut(LineNumber line) const {
        const LineFold* const fold = m_request.folds.foldOf(line);
        return fold && fold->kind == LineFold::Kind::Filtered ? fold : nullptr;
    }

    void add(const LogLine& line) {
        const TextPosition from = m_request.range.from(), to = m_request.range.to();
        const bool isFirst = line.number == from.line, isLast = line.number == to.line;
        const qsizetype start = isFirst ? std::min<qsizetype>(from.column, line.text.size()) : 0;
        const qsizetype end = isLast ? std::min<qsizetype>(to.column, line.text.size()) : line.text.size();
        if (start == 0 && line.before > 0 && (!isFirst || !isLast || to.column == TextPosition::lineEnd)) {
            addPart(line, 0, line.before);
            if (line.before > TextCopier::longestLine)
                return;
        }
        m_copy.text += QStringView(line.text).sliced(start, std::max<qsizetype>(0, end - start));
        if (line.behind > 0 && (!isLast || to.column == TextPosition::lineEnd))
            addPart(line, line.length - line.behind, line.behind);
    }

    void addPart(const LogLine& line, std::uint64_t from, std::uint64_t length) {
        const auto part =
            m_request.text.part(line, from, static_cast<std::size_t>(std::min<std::uint64_t>(length, TextCopier::longestLine)), true);
        if (part)
            m_copy.text += part->text;
        if (!part || length > TextCopier::longestLine || !line.lengthKnown)
            ++m_copy.cutLines;
    }

    TextCopier::Request m_request;
    TextCopier::Copy m_copy;
};

} // namespace

TextCopier::TextCopier(QObject* parent) : QObject(parent), m_mailbox(std::make_shared<Mailbox>(this)) {}

TextCopier::~TextCopier() {
    m_mailbox->close();
}

void TextCopier::collect(Request request) {
    m_worker.cancel();
    const std::uint64_t generation = ++m_generation;
    m_worker.run([this, mailbox = m_mailbox, request = std::move(request), generation](const std::stop_token& stop) {
        if (auto copy = Collector(request).run(stop))
            mailbox->post([this, generation, copy = std::move(*copy)] {
                if (generation == m_generation)
                    emit collected(copy);
            });
    });
}

} // namespace faultline

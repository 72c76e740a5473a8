// SPDX-License-Identifier: MIT
#include "log/log_document.h"

#include "log/mailbox.h"
#include "text/text_form.h"
#include "text/words.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace faultline {

namespace {

constexpr std::uint64_t blocksAtOnce = 8;     // at most so many blocks with one fetch
constexpr std::size_t cacheLimit = 12U << 20; // bytes of decoded lines
constexpr std::size_t headLength = 64 * 1024; // bytes that tell encoding and line ends, and give the first lines
constexpr std::size_t wishLimit = 4;

QString lineEndsOf(std::string_view text) {
    std::size_t feeds = 0, pairs = 0, returns = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n')
            ++(i > 0 && text[i - 1] == '\r' ? pairs : feeds);
        else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] != '\n')
            ++returns;
    }
    if (pairs > 0)
        return feeds > 0 ? LogDocument::tr("mixed") : QStringLiteral("CRLF");
    if (feeds > 0)
        return QStringLiteral("LF");
    return returns > 0 ? QStringLiteral("CR") : QString();
}

} // namespace

struct LogDocument::Opened {
    LogText text;
    std::uint64_t size = 0;
    QString encodingName, lineEnds;
    std::vector<LogLinePointer> lines; ///< the first ones
    bool converted = false;
};

LogDocument::LogDocument(JobPointer job, std::size_t file, QObject* parent)
    : QObject(parent), m_job(std::move(job)), m_file(file), m_mailbox(std::make_shared<Mailbox>(this)) {
    m_size = m_job->files[m_file].size;
    start();
}

LogDocument::~LogDocument() {
    m_mailbox->close();
}

void LogDocument::setJob(JobPointer job, std::size_t file) {
    m_job = std::move(job);
    m_file = file;
}

QString LogDocument::path() const {
    return toLine(m_job->files[m_file].path);
}

std::uint64_t LogDocument::lineCount() const {
    return isComplete() ? m_text.index->lineCount() : std::max(knownLineCount(), m_estimate);
}

std::uint64_t LogDocument::knownLineCount() const {
    return m_text.index ? m_text.index->lineCount() : 0;
}

bool LogDocument::isEstimated(LineNumber line) const {
    // The index may have come by before it is known which of its lines these are.
    if (m_far && !m_far->isExact() && line >= m_far->first())
        return true;
    return line.index() >= knownLineCount() && !(m_far && m_far->isExact() && m_far->isNear(line, bytesPerLine()));
}

bool LogDocument::isComplete() const {
    return m_text.index && m_text.index->isComplete() && !m_far;
}

int LogDocument::percent() const {
    if (isComplete())
        return 100;
    const std::uint64_t done = m_text.index ? m_text.index->size() : 0;
    return m_size == 0 ? 0
                       : static_cast<int>(std::min<std::uint64_t>(
                             99, static_cast<std::uint64_t>(static_cast<double>(done) / static_cast<double>(m_size) * 100)));
}

void LogDocument::reload() {
    m_indexer.cancel();
    m_fetcher.cancel();
    m_finder.cancel();
    ++m_generation;
    m_fetching = false;
    m_failure.reset();
    m_text = {{}, {}, {}, m_text.ansi};
    m_blocks.clear();
    m_cost = 0;
    m_far.reset();
    m_settling = false;
    m_looking = false;
    m_estimate = 0;
    m_expected.reset();
    m_lineWishes = {};
    start();
    emit reloaded();
    emit changed();
}

void LogDocument::setEncoding(std::optional<Encoding> encoding) {
    if (m_chosenEncoding == encoding)
        return;
    m_chosenEncoding = std::move(encoding);
    reload();
}

void LogDocument::setAnsi(AnsiMode ansi) {
    if (m_text.ansi == ansi)
        return;
    m_text.ansi = ansi;
    ++m_wishGeneration;
    for (auto& [block, kept] : m_blocks)
        kept.expected = 0; // what is there stays until the new lines come
    fetch();
}

void LogDocument::start() {
    const std::uint64_t generation = m_generation;
    m_indexer.run([this, mailbox = m_mailbox, job = m_job, file = m_file, chosen = m_chosenEncoding, ansi = m_text.ansi,
                   generation](const std::stop_token& stop) {
        // `this` is used by what is posted alone, which runs in its own thread and only while it lives.
        const auto fail = [&](Message message) {
            mailbox->post([this, generation, failure = std::move(message)]() mutable {
                if (generation == m_generation)
                    indexed(m_text.index, true, std::move(failure));
            });
        };
        auto opened = job->source->open(job->files[file].path);
        if (!opened)
            return fail(std::move(opened.error()));
        Opened result;
        result.size = (*opened)->size();
        auto form = textFormOf(**opened);
        if (!form)
            return fail(form.error());
        // One that was chosen tells nothing of a mark.
        if (chosen && chosen->name != form->encoding.name)
            form->encoding = *chosen;
        result.encodingName = QString::fromStdString(form->encoding.name);
        auto text = textReader(*opened, *form);
        if (!text)
            return fail(std::move(text.error()));
        result.text.reader = std::move(*text);
        result.text.encoding = form->lineEncoding();
        result.text.ansi = ansi;
        result.converted = form->isConverted();
        if (result.converted)
            result.size = result.text.reader->size();
        const auto head = readAll(*result.text.reader, headLength);
        if (!head)
            return fail(head.error());
        result.lineEnds = lineEndsOf(*head);
        const bool whole = head->size() < headLength;
        const auto feeds = static_cast<std::uint64_t>(std::ranges::count(*head, '\n'));
        const bool open = !head->empty() && head->back() != '\n';
        // A first line that is longer than the head still is one line.
        const std::uint64_t known = feeds + (open && (whole || feeds == 0) ? 1 : 0);
        result.text.index = std::make_shared<const LineIndex>(std::vector<LineIndex::Checkpoint>{{0, 0}}, known, head->size(), whole);
        if (auto lines = result.text.lines(LineNumber(0), std::min(known, blockLines * 2)))
            result.lines = std::move(*lines);
        const ByteReaderPointer reader = result.text.reader;
        mailbox->post([this, generation, opened = std::move(result)]() mutable {
            if (generation == m_generation)
                this->opened(std::move(opened));
        });
        if (whole)
            return;

        using Clock = std::chrono::steady_clock;
        auto told = Clock::now();
        const auto post = [&](const LineIndex& index, bool last, std::optional<Message> failure) {
            mailbox->post(
                [this, generation, last, failure = std::move(failure), copy = std::make_shared<const LineIndex>(index)]() mutable {
                    if (generation == m_generation)
                        indexed(std::move(copy), last, std::move(failure));
                });
        };
        const LineIndex index = buildLineIndex(
            *reader, stop,
            [&](const LineIndex& soFar) {
                if (Clock::now() - told < std::chrono::milliseconds(80))
                    return;
                told = Clock::now();
                post(soFar, false, {});
            },
            16U << 20);
        if (stop.stop_requested())
            return;
        std::optional<Message> failure;
        if (!index.isComplete()) {
            // The index says only that it ended early; the same read again says why.
            std::string probed(LineIndex::spacing, '\0');
            if (auto probe = reader->read(index.size(), probed); !probe)
                failure = std::move(probe.error());
        }
        post(index, true, std::move(failure));
    });
}

void LogDocument::lookAgain() {
    if (m_looking || !isOpen() || !isComplete() || m_converted)
        return;
    m_looking = true;
    m_indexer.run([this, mailbox = m_mailbox, reader = m_text.reader, generation = m_generation](const std::stop_token&) {
        mailbox->post([this, generation, size = reader->size()] {
            if (generation == m_generation)
                looked(size);
        });
    });
}

void LogDocument::looked(std::uint64_t size) {
    m_looking = false;
    if (!isComplete())
        return;
    if (size > m_text.index->size()) {
        grow();
    } else if (size < std::min(m_text.index->size(), m_seenSize)) {
        emit shrank();
        return reload();
    }
    m_seenSize = std::max(m_seenSize, size);
}

void LogDocument::grow() {
    m_looking = true;
    m_indexer.run([this, mailbox = m_mailbox, text = m_text, generation = m_generation](const std::stop_token& stop) {
        auto index = std::make_shared<const LineIndex>(extendLineIndex(*text.reader, *text.index, stop));
        if (stop.stop_requested())
            return;
        mailbox->post([this, generation, index = std::move(index)]() mutable {
            if (generation != m_generation)
                return;
            m_looking = false;
            if (!index->isComplete() || index->size() <= m_text.index->size())
                return; // it could not be read, or has become shorter meanwhile: the next look tells
            // The last line may have gone on.
            if (const std::uint64_t last = knownLineCount(); last > 0)
                if (const auto block = m_blocks.find((last - 1) / blockLines); block != m_blocks.end())
                    block->second.expected = 0;
            ++m_wishGeneration; // what is being fetched was fetched with the old end
            emit grew();
            indexed(std::move(index), true, {});
        });
    });
}

void LogDocument::opened(Opened result) {
    const AnsiMode ansi = m_text.ansi; // may be another one by now
    m_text = std::move(result.text);
    m_size = result.size;
    m_converted = result.converted;
    m_seenSize = result.size;
    m_encodingName = std::move(result.encodingName);
    m_lineEnds = std::move(result.lineEnds);
    for (std::uint64_t block = 0; block * blockLines < result.lines.size(); ++block) {
        const std::uint64_t first = block * blockLines;
        const std::uint64_t count = std::min<std::uint64_t>(blockLines, result.lines.size() - first);
        const auto begin = result.lines.begin() + static_cast<std::ptrdiff_t>(first);
        store(first, count, {begin, begin + static_cast<std::ptrdiff_t>(count)}, false);
    }
    setAnsi(ansi);
    estimate();
    emit changed();
    emit linesArrived(LineNumber(0), result.lines.size());
    if (isComplete())
        emit loaded();
    fetch();
}

void LogDocument::indexed(std::shared_ptr<const LineIndex> index, bool last, std::optional<Message> failure) {
    m_text.index = std::move(index);
    if (m_text.index)
        m_size = std::max(m_size, m_text.index->size());
    if (failure) {
        m_failure = std::move(failure);
        dropFar();
    }
    estimate();
    refetchUnknownLengths();
    keepFarApart();
    settleFar();
    emit changed();
    if (m_failure && last)
        emit failed(*m_failure);
    else if (isComplete())
        emit loaded();
    fetch();
}

LogLinePointer LogDocument::line(LineNumber number) const {
    const auto found = m_blocks.find(number.index() / blockLines);
    if (found == m_blocks.end())
        return {};
    found->second.used = ++m_clock;
    const std::size_t position = number.index() % blockLines;
    return position < found->second.lines.size() ? found->second.lines[position] : LogLinePointer();
}

void LogDocument::want(std::vector<Lines> lines) {
    std::erase(m_wishes, lines);
    m_wishes.push_front(std::move(lines));
    if (m_wishes.size() > wishLimit)
        m_wishes.pop_back();
    fetch();
}

std::uint64_t LogDocument::expectedIn(std::uint64_t block) const {
    const std::uint64_t first = block * blockLines;
    // A block is either of the index or of what lies beyond it, never of both.
    const std::uint64_t end = first < knownLineCount() ? knownLineCount() : lineCount();
    return first >= end ? 0 : std::min(blockLines, end - first);
}

bool LogDocument::isMissing(std::uint64_t block) const {
    const auto found = m_blocks.find(block);
    return found == m_blocks.end() || found->second.expected < expectedIn(block);
}

void LogDocument::fetch() {
    if (m_fetching || !isOpen())
        return;
    for (const Wish& wish : m_wishes)
        for (const Lines& lines : wish)
            if (fetchSome(lines))
                return;
}

bool LogDocument::fetchSome(const Lines& lines) {
    const std::uint64_t end = std::min(lines.first.index() + lines.count, lineCount());
    for (std::uint64_t block = lines.first.index() / blockLines; block * blockLines < end; ++block) {
        if (!isMissing(block))
            continue;
        const bool far = block * blockLines >= knownLineCount();
        if (far && m_failure)
            continue;
        std::uint64_t blocks = 1;
        while (blocks < blocksAtOnce && (block + blocks) * blockLines < end && isMissing(block + blocks) &&
               ((block + blocks) * blockLines >= knownLineCount()) == far)
            ++blocks;
        m_fetching = true;
        if (far)
            fetchFarBlocks(block, blocks);
        else
            fetchBlocks(block, blocks);
        return true;
    }
    return false;
}

std::vector<LogDocument::Lines> LogDocument::inMemory() const {
    std::vector<Lines> all;
    all.reserve(m_blocks.size());
    for (const auto& [block, kept] : m_blocks)
        all.push_back({LineNumber(block * blockLines), kept.lines.size()});
    return all;
}

void LogDocument::fetchBlocks(std::uint64_t block, std::uint64_t blocks) {
    const std::uint64_t first = block * blockLines;
    const std::uint64_t count = std::min(blocks * blockLines, knownLineCount() - first);
    m_fetcher.run([this, mailbox = m_mailbox, text = m_text, wishes = m_lineWishes, block, blocks, first, count, generation = m_generation,
                   wishGeneration = m_wishGeneration](const std::stop_token& stop) {
        if (stop.stop_requested())
            return;
        auto lines = text.lines(LineNumber(first), static_cast<std::size_t>(count), wishes);
        mailbox->post([this, generation, wishGeneration, block, blocks, count, lines = std::move(lines)]() mutable {
            if (generation != m_generation)
                return;
            m_fetching = false;
            if (wishGeneration == m_wishGeneration)
                fetched(block, blocks, count, std::move(lines));
            else
                fetch(); // it was read for other wishes
        });
    });
}

void LogDocument::fetched(std::uint64_t firstBlock, std::uint64_t blocks, std::uint64_t expected,
                          Expected<std::vector<LogLinePointer>> lines) {
    if (!lines)
        return failFetch(std::move(lines.error()));
    storeAll(firstBlock, blocks, expected, *lines, false);
    emit linesArrived(LineNumber(firstBlock * blockLines), lines->size());
    if (lines->size() < expected)
        lookAgain();
    fetch();
}

void LogDocument::failFetch(Message message) {
    m_failure = std::move(message);
    m_wishes.clear();
    dropFar();
    emit failed(*m_failure);
    emit changed();
}

void LogDocument::storeAll(std::uint64_t firstBlock, std::uint64_t blocks, std::uint64_t expected, const std::vector<LogLinePointer>& lines,
                           bool far) {
    for (std::uint64_t i = 0; i < blocks; ++i) {
        const std::uint64_t from = std::min<std::uint64_t>(i * blockLines, lines.size());
        const std::uint64_t to = std::min<std::uint64_t>(from + blockLines, lines.size());
        store((firstBlock + i) * blockLines, std::min(blockLines, expected - std::min(expected, i * blockLines)),
              {lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(to)}, far);
    }
    forgetOldBlocks();
}

void LogDocument::store(std::uint64_t first, std::uint64_t expected, const std::vector<LogLinePointer>& lines, bool far) {
    Block& block = m_blocks[first / blockLines];
    m_cost -= block.cost;
    block.lines = lines;
    block.expected = expected;
    block.far = far;
    block.used = ++m_clock;
    block.cost = 0;
    for (const LogLinePointer& line : lines)
        if (line)
            block.cost +=
                sizeof(LogLine) + static_cast<std::size_t>(line->text.capacity()) * sizeof(QChar) + line->runs.capacity() * sizeof(AnsiRun);
    m_cost += block.cost;
}

void LogDocument::forgetOldBlocks() {
    const auto isOf = [](const Wish& wish, std::uint64_t block) {
        return std::ranges::any_of(wish, [block](const Lines& lines) {
            return lines.first.index() < (block + 1) * blockLines && block * blockLines < lines.first.index() + lines.count;
        });
    };
    while (m_cost > cacheLimit && m_blocks.size() > 2 * blocksAtOnce) {
        // Lines that are far apart may need more room than there is. What was wished for last is kept whatever it takes, and an older wish that does not fit
        // beside it is given up: fetching one part of it after the other would never end.
        auto oldest = m_blocks.end();
        for (auto block = m_blocks.begin(); block != m_blocks.end(); ++block)
            if ((oldest == m_blocks.end() || block->second.used < oldest->second.used) &&
                !(!m_wishes.empty() && isOf(m_wishes.front(), block->first)))
                oldest = block;
        if (oldest == m_blocks.end())
            return;
        std::erase_if(m_wishes, [&](const Wish& wish) { return isOf(wish, oldest->first); });
        m_cost -= oldest->second.cost;
        m_blocks.erase(oldest);
    }
}

void LogDocument::refetch(LineNumber number) {
    ++m_wishGeneration;
    if (const auto found = m_blocks.find(number.index() / blockLines); found != m_blocks.end())
        found->second.expected = 0; // what is there stays until the new lines come
    want(number, 1);
}

void LogDocument::refetchUnknownLengths() {
    // Whether the index has passed the end of a line whose end was not looked for further.
    for (auto& [block, kept] : m_blocks) {
        const LogLinePointer last = kept.lines.empty() ? LogLinePointer() : kept.lines.back();
        if (last && !last->lengthKnown && m_text.index && (m_text.index->isComplete() || last->number.index() + 1 < knownLineCount()))
            kept.expected = 0;
    }
}

} // namespace faultline

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
};

LogDocument::LogDocument(JobPointer job, std::size_t file, QObject* parent)
    : QObject(parent), m_job(std::move(job)), m_file(file), m_mailbox(std::make_shared<Mailbox>(this)) {
    m_size = m_job->files[m_file].size;
    start();
}

LogDocument::~LogDocument() {
    m_mailbox->close();
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
    m_text = {};
    m_blocks.clear();
    m_cost = 0;
    m_far.reset();
    m_settling = false;
    m_estimate = 0;
    m_lineWishes = {};
    start();
    emit reloaded();
    emit changed();
}

void LogDocument::start() {
    const std::uint64_t generation = m_generation;
    m_indexer.run([this, mailbox = m_mailbox, job = m_job, file = m_file, generation](const std::stop_token& stop) {
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
        const auto form = textFormOf(**opened);
        if (!form)
            return fail(form.error());
        result.encodingName = QString::fromStdString(form->encoding.name);
        auto text = textReader(*opened, *form);
        if (!text)
            return fail(std::move(text.error()));
        result.text.reader = std::move(*text);
        result.text.encoding = form->lineEncoding();
        if (!form->keepsOffsets())
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

void LogDocument::opened(Opened result) {
    m_text = std::move(result.text);
    m_size = result.size;
    m_encodingName = std::move(result.encodingName);
    m_lineEnds = std::move(result.lineEnds);
    for (std::uint64_t block = 0; block * blockLines < result.lines.size(); ++block) {
        const std::uint64_t first = block * blockLines;
        const std::uint64_t count = std::min<std::uint64_t>(blockLines, result.lines.size() - first);
        const auto begin = result.lines.begin() + static_cast<std::ptrdiff_t>(first);
        store(first, count, {begin, begin + static_cast<std::ptrdiff_t>(count)}, false);
    }
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

void LogDocument::want(LineNumber first, std::uint64_t count) {
    std::erase_if(m_wishes, [&](const Wish& wish) { return wish.first == first.index() && wish.count == count; });
    m_wishes.push_front({first.index(), count});
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
    for (const Wish& wish : m_wishes) {
        const std::uint64_t end = std::min(wish.first + wish.count, lineCount());
        for (std::uint64_t block = wish.first / blockLines; block * blockLines < end; ++block) {
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
            return;
        }
    }
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
    while (m_cost > cacheLimit && m_blocks.size() > 2 * blocksAtOnce) {
        const auto oldest = std::ranges::min_element(m_blocks, {}, [](const auto& entry) { return entry.second.used; });
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

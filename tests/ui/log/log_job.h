// SPDX-License-Identifier: MIT
#pragma once

#include "job/job.h"
#include "log/log_document.h"
#include "log/log_view.h"
#include "log/syntax_library.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace faultline {

/// A job whose files are in memory.
inline JobPointer jobOf(std::vector<std::pair<std::string, std::string>> files) {
    auto job = openJob(memorySource(std::move(files)), "memory", Layouts());
    return job ? *job : nullptr;
}

/// `count` lines `line 1`, `line 2` …
inline std::string numberedLines(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i)
        text += "line " + std::to_string(i) + '\n';
    return text;
}

/// One file on a disk that takes its time for large reads.
class SlowSource : public JobSource {
public:
    static inline std::atomic<std::chrono::milliseconds> delay = std::chrono::milliseconds(20);

    class Reader : public ByteReader {
    public:
        explicit Reader(std::string bytes) : m_bytes(memoryReader(std::move(bytes))) {}
        std::uint64_t size() const override { return m_bytes->size(); }
        Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
            if (into.size() > 100'000)
                std::this_thread::sleep_for(delay.load());
            return m_bytes->read(offset, into);
        }

    private:
        ByteReaderPointer m_bytes;
    };

    explicit SlowSource(std::string bytes) : m_reader(std::make_shared<Reader>(std::move(bytes))) {}
    Expected<SourceListing> list(std::stop_token, const ListingReport&) override {
        return SourceListing{{{"slow.txt", m_reader->size(), 0}}, {}};
    }
    Expected<ByteReaderPointer> open(const std::string&) const override { return m_reader; }

private:
    ByteReaderPointer m_reader;
};

/// A view of one file in a window of a fixed size, with its first lines loaded.
class ShownLog {
public:
    explicit ShownLog(JobPointer job, std::size_t file = 0, QSize size = {800, 400})
        : document(std::make_shared<LogDocument>(std::move(job), file)), view(std::make_shared<SyntaxLibrary>()) {
        view.resize(size);
        view.show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(&view);
        view.setDocument(document);
        view.setFocus();
        [[maybe_unused]] const bool complete = QTest::qWaitFor([this] { return document->isComplete() || document->failure(); });
        settle();
    }
    explicit ShownLog(const std::string& text, QSize size = {800, 400}) : ShownLog(jobOf({{"log.txt", text}}), 0, size) {}

    /// Waits until all lines that show are in memory.
    bool settle() {
        return QTest::qWaitFor([this] {
            view.viewport()->repaint();
            const LineNumber top = view.topLine();
            for (int i = 0; i <= view.pageRows() && top.index() + static_cast<std::uint64_t>(i) < document->lineCount(); ++i)
                if (!document->line(top + static_cast<std::uint64_t>(i)))
                    return false;
            return true;
        });
    }

    /// The middle of the left edge of a character.
    QPoint at(std::uint64_t line, int column) {
        const QRect rect = view.rectOf({LineNumber(line), column});
        return {rect.left() + 1, rect.center().y()};
    }
    void click(std::uint64_t line, int column, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at(line, column));
    }
    void drag(QPoint from, QPoint to) {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view.viewport(), (from + to) / 2);
        QTest::mouseMove(view.viewport(), to);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }

    std::shared_ptr<LogDocument> document;
    LogView view;
};

} // namespace faultline

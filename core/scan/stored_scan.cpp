// SPDX-License-Identifier: MIT
#include "scan/stored_scan.h"

#include <algorithm>
#include <type_traits>

namespace faultline {

namespace {

/// What a type consists of is said once, in `visit` below, for writing and for reading.
class Writer {
public:
    static constexpr bool reads = false;
    template <typename... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }

private:
    /// Most numbers are small: seven bits a byte.
    void putNumber(std::uint64_t number) {
        for (; number >= 0x80; number >>= 7)
            m_bytes += static_cast<char>(number | 0x80);
        m_bytes += static_cast<char>(number);
    }
    template <typename Value>
    void put(const Value& value) {
        if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>)
            putNumber(static_cast<std::uint64_t>(value));
        else
            visit(*this, const_cast<Value&>(value)); // a writer does not change what it visits
    }
    void put(const std::string& text) {
        putNumber(text.size());
        m_bytes += text;
    }
    void put(const LineNumber& line) { putNumber(line.index()); }
    void put(const LogTime& time) {
        putNumber(static_cast<std::uint64_t>(time.instant.time_since_epoch().count()));
        put(time.zoneWritten);
    }
    template <typename Value>
    void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <typename Value>
    void put(const std::shared_ptr<const Value>& value) {
        put(value != nullptr);
        if (value)
            put(*value);
    }
    template <typename Value>
    void put(const std::vector<Value>& values) {
        putNumber(values.size());
        for (const Value& value : values)
            put(value);
    }
    void put(const Captures& captures) {
        putNumber(captures.size());
        for (const auto& [name, value] : captures) {
            put(name);
            put(value);
        }
    }

    std::string m_bytes;
};

class Reader {
public:
    static constexpr bool reads = true;
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}
    template <typename... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }
    /// All bytes were read, and all of them made sense.
    [[nodiscard]] bool isAtEnd() const { return !m_failed && m_bytes.empty(); }

private:
    std::uint64_t number() {
        std::uint64_t number = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (m_bytes.empty())
                break;
            const auto byte = static_cast<unsigned char>(m_bytes.front());
            m_bytes.remove_prefix(1);
            number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80)
                return number;
        }
        m_failed = true;
        return 0;
    }
    /// How many follow; each takes a byte at least.
    std::size_t count() {
        const std::uint64_t count = number();
        if (count <= m_bytes.size())
            return static_cast<std::size_t>(count);
        m_failed = true;
        return 0;
    }
    template <typename Value>
    void get(Value& value) {
        if constexpr (std::is_same_v<Value, bool>)
            value = number() != 0;
        else if constexpr (std::is_enum_v<Value> || std::is_integral_v<Value>)
            value = static_cast<Value>(number());
        else
            visit(*this, value);
    }
    void get(std::string& text) {
        const std::size_t size = count();
        text = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
    }
    void get(Level& level) {
        const std::uint64_t value = number();
        m_failed |= value > static_cast<std::uint64_t>(Level::Critical);
        level = static_cast<Level>(std::min(value, static_cast<std::uint64_t>(Level::Critical)));
    }
    void get(LineNumber& line) { line = LineNumber(number()); }
    void get(LogTime& time) {
        time.instant = std::chrono::sys_time(std::chrono::microseconds(static_cast<std::int64_t>(number())));
        get(time.zoneWritten);
    }
    template <typename Value>
    void get(std::optional<Value>& value) {
        bool has = false;
        get(has);
        if (has && !m_failed)
            get(value.emplace());
    }
    template <typename Value>
    void get(std::shared_ptr<const Value>& value) {
        bool has = false;
        get(has);
        if (!has || m_failed)
            return;
        auto made = std::make_shared<Value>();
        get(*made);
        value = std::move(made);
    }
    template <typename Value>
    void get(std::vector<Value>& values) {
        for (std::size_t left = count(); left > 0 && !m_failed; --left)
            get(values.emplace_back());
    }
    void get(Captures& captures) {
        for (std::size_t left = count(); left > 0 && !m_failed; --left) {
            std::string name;
            get(name);
            get(captures[name]);
        }
    }

    std::string_view m_bytes;
    bool m_failed = false;
};

template <typename Archive>
void visit(Archive& archive, Sighting& it) {
    archive(it.article, it.match, it.line, it.offset, it.text, it.captures, it.time, it.level, it.count, it.traceback, it.quoted,
            it.exception);
}
template <typename Archive>
void visit(Archive& archive, Frame& it) {
    archive(it.file, it.function, it.code, it.sourceLine, it.line, it.runtime);
}
template <typename Archive>
void visit(Archive& archive, RaisedException& it) {
    archive(it.type, it.message, it.line, it.offset, it.text, it.frames, it.toNext);
}
template <typename Archive>
void visit(Archive& archive, Traceback::Repetition::Raised& it) {
    archive(it.line, it.offset, it.text);
}
template <typename Archive>
void visit(Archive& archive, Traceback::Repetition& it) {
    archive(it.line, it.lastLine, it.raised);
}
template <typename Archive>
void visit(Archive& archive, Traceback& it) {
    archive(it.line, it.lastLine, it.offset, it.exceptions, it.time, it.level, it.outputAfter, it.introduction, it.escaped, it.survived,
            it.count, it.lastSeen, it.repetitions);
}
template <typename Archive>
void visit(Archive& archive, LineGroup::Member& it) {
    archive(it.line, it.offset, it.text, it.time);
}
template <typename Archive>
void visit(Archive& archive, LineGroup& it) {
    archive(it.shape, it.count, it.level, it.members, it.last);
}
template <typename Archive>
void visit(Archive& archive, SignSighting& it) {
    archive(it.sign, it.line, it.text, it.time);
}
template <typename Archive>
void visit(Archive& archive, LookNextSighting& it) {
    archive(it.article, it.index, it.line, it.text, it.count);
}
template <typename Archive>
void visit(Archive& archive, FactSighting& it) {
    archive(it.fact, it.line, it.text, it.captures, it.time);
}
template <typename Archive>
void visit(Archive& archive, FileScan& it) {
    archive(it.file, it.bytes, it.lines, it.first, it.last, it.sightings, it.tracebacks, it.errorGroups, it.signs, it.lookNext, it.facts,
            it.endsInTraceback, it.carriageReturns, it.skipped);
}
template <typename Archive>
void visit(Archive& archive, ContentProof& it) {
    archive(it.size, it.head, it.tail);
}
template <typename Archive>
void visit(Archive& archive, StoredScan::File& it) {
    archive(it.path, it.size, it.modified, it.role, it.scan, it.proof);
}

} // namespace

std::string StoredScan::toBytes() const {
    Writer writer;
    writer(files);
    return writer.take();
}

std::optional<StoredScan> StoredScan::fromBytes(std::string_view bytes) {
    StoredScan stored;
    Reader reader(bytes);
    reader(stored.files);
    if (!reader.isAtEnd())
        return std::nullopt;
    return stored;
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "log/log_text.h"

#include "log/line_text.h"

#include <algorithm>

namespace faultline {

Expected<std::vector<LogLinePointer>> LogText::lines(LineNumber first, std::size_t count, const LineWishes& wishes) const {
    std::vector<LogLinePointer> lines;
    if (!reader || !index)
        return lines;
    auto raws = readLines(*reader, *index, first, count, LineWishes::usualLength);
    if (!raws)
        return std::unexpected(std::move(raws.error()));
    lines.reserve(raws->size());
    for (RawLine& raw : *raws) {
        const auto wish = wishes.lengths.find(raw.number.index());
        if (wish != wishes.lengths.end() && raw.bytes.size() < raw.length) {
            std::string more(static_cast<std::size_t>(std::min<std::uint64_t>(raw.length, wish->second)), '\0');
            auto got = reader->read(raw.offset, more);
            if (!got)
                return std::unexpected(std::move(got.error()));
            more.resize(*got);
            raw.bytes = std::move(more);
        }
        lines.push_back(std::make_shared<const LogLine>(lineText(raw, encoding, wishes.allStates.contains(raw.number.index()))));
    }
    return lines;
}

} // namespace faultline

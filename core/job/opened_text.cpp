// SPDX-License-Identifier: MIT
#include "job/opened_text.h"

#include <algorithm>
#include <utility>

namespace faultline {

OpenedText textOf(ByteReaderPointer reader, std::string_view head, const std::stop_token& stop) {
    OpenedText opened;
    const auto form = textFormOf(*reader, head);
    if (!form) {
        opened.trouble = form.error().why;
        return opened;
    }
    opened.form = *form;
    if (!form->notText.empty()) {
        opened.trouble = form->notText;
        return opened;
    }
    auto text = textReader(std::move(reader), *form, stop);
    if (text)
        opened.reader = std::move(*text);
    else
        opened.trouble = text.error().what + ": " + text.error().why;
    return opened;
}

OpenedText openText(const Job& job, const JobFile& file, const std::stop_token& stop) {
    auto reader = job.source->open(file.path);
    if (!reader)
        return {{}, {}, reader.error().what + ": " + reader.error().why};
    // One byte more than the listing says: a file that is read to its end by this needs no second read.
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(textSampleSize, file.size + 1)), '\0');
    const auto got = (*reader)->read(0, head);
    if (!got)
        return {{}, {}, got.error().why};
    const bool whole = *got < head.size() && !(*reader)->unpacks();
    head.resize(*got);
    // A file that grew since it was listed is asked for more.
    OpenedText opened = textOf(*reader, whole || head.size() == textSampleSize ? std::string_view(head) : std::string_view(), stop);
    if (whole && opened.reader == *reader)
        opened.reader = memoryReader(std::move(head));
    return opened;
}

} // namespace faultline

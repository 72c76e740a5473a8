// SPDX-License-Identifier: MIT
#include "search/opened_text.h"

#include "text/text_form.h"

#include <algorithm>
#include <utility>

namespace faultline {

OpenedText openText(const Job& job, const JobFile& file) {
    OpenedText opened;
    auto reader = job.source->open(file.path);
    if (!reader) {
        opened.trouble = reader.error().what + ": " + reader.error().why;
        return opened;
    }
    // One byte more than the listing says: a file that is read to its end by this needs no second read.
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(textSampleSize, file.size + 1)), '\0');
    const auto got = (*reader)->read(0, head);
    if (!got) {
        opened.trouble = got.error().why;
        return opened;
    }
    const bool whole = *got < head.size();
    head.resize(*got);
    // A file that grew since it was listed is asked for more.
    const auto form = textFormOf(**reader, whole || head.size() == textSampleSize ? std::string_view(head) : std::string_view());
    if (!form) {
        opened.trouble = form.error().why;
        return opened;
    }
    if (!form->notText.empty()) {
        opened.trouble = form->notText;
        return opened;
    }
    auto text = textReader(*reader, *form);
    if (!text) {
        opened.trouble = text.error().what + ": " + text.error().why;
        return opened;
    }
    opened.encoding = form->lineEncoding();
    opened.reader = whole && *text == *reader ? memoryReader(std::move(head)) : std::move(*text);
    return opened;
}

} // namespace faultline

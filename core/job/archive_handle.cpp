// SPDX-License-Identifier: MIT
#include "job/archive_handle.h"

#include <string_view>

#include <archive.h>

namespace faultline {

namespace {

locale_t utf8Locale() {
    // The last ones for systems (and portable archives run on them) that have only what somebody generated there.
    for (const char* const name : {"C.UTF-8", "", "en_US.UTF-8"})
        if (const locale_t locale = ::newlocale(LC_CTYPE_MASK, name, locale_t{}))
            return locale;
    return {};
}

} // namespace

void ArchiveCloser::operator()(archive* handle) const {
    archive_read_free(handle);
}

ArchiveHandle newArchiveReader(ArchiveFormats formats) {
    ArchiveHandle handle(archive_read_new());
    for (const auto support : {archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
                               archive_read_support_filter_zstd, archive_read_support_filter_lz4,
                               archive_read_support_format_raw}) // a lone .gz is a compressed file without an archive in it
        support(handle.get());
    if (formats == ArchiveFormats::All)
        for (const auto support : {archive_read_support_format_zip, archive_read_support_format_tar, archive_read_support_format_7zip})
            support(handle.get());
    return handle;
}

std::string troubleOf(archive* handle) {
    const char* const text = archive_error_string(handle);
    if (!text)
        return "it is cut off or damaged";
    if (std::string_view(text).contains("too many filters"))
        return "it is compressed again and again, which no log is";
    return text;
}

Utf8Names::Utf8Names() : m_locale(utf8Locale()), m_before(m_locale ? ::uselocale(m_locale) : locale_t{}) {}

Utf8Names::~Utf8Names() {
    if (m_locale) {
        ::uselocale(m_before);
        ::freelocale(m_locale);
    }
}

} // namespace faultline

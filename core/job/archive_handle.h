// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include <locale.h> // NOLINT(modernize-deprecated-headers): locale_t is POSIX, not C++

struct archive;

namespace faultline {

struct ArchiveCloser {
    void operator()(archive* handle) const;
};
using ArchiveHandle = std::unique_ptr<archive, ArchiveCloser>;

enum class ArchiveFormats { All, OneCompressedFile };

/// A reader of libarchive that takes only what jobs are packed with. Some of the other filters start programs, and the format mtree, which any list of
/// words looks like, opens the files that it names.
[[nodiscard]] ArchiveHandle newArchiveReader(ArchiveFormats formats);

/// Why the last call failed, in words for a reader.
[[nodiscard]] std::string troubleOf(archive* handle);

/// libarchive converts names by way of the thread's locale, and loses every name that is not ASCII in the plain C locale that a program starts with: this
/// makes it UTF-8, for this thread and as long as it lives. Where the system has no such locale, nothing changes.
class Utf8Names {
public:
    Utf8Names();
    ~Utf8Names();
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t m_locale;
    locale_t m_before;
};

} // namespace faultline

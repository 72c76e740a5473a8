// SPDX-License-Identifier: MIT
#include "text/path_bytes.h"

#include <QByteArrayView>

namespace faultline {

namespace {

constexpr char16_t firstByte = 0xDC80;
constexpr char16_t lastByte = 0xDCFF;

/// How many bytes the valid UTF-8 character at the start of `bytes` has; 0 where there is none.
qsizetype validLength(QByteArrayView bytes) {
    const auto lead = static_cast<unsigned char>(bytes.front());
    const qsizetype length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    return length > 0 && length <= bytes.size() && bytes.first(length).isValidUtf8() ? length : 0;
}

} // namespace

QString pathFromBytes(std::string_view bytes) {
    const QByteArrayView all(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (all.isValidUtf8())
        return QString::fromUtf8(all);
    QString path;
    for (qsizetype at = 0; at < all.size();) {
        if (const qsizetype length = validLength(all.sliced(at)); length > 0) {
            path += QString::fromUtf8(all.sliced(at, length));
            at += length;
        } else {
            path += QChar(static_cast<char16_t>(0xDC00 + static_cast<unsigned char>(all[at])));
            ++at;
        }
    }
    return path;
}

std::string bytesOfPath(const QString& path) {
    std::string bytes;
    qsizetype written = 0;
    for (qsizetype at = 0; at < path.size(); ++at) {
        const char16_t unit = path[at].unicode();
        const bool isPair = at > 0 && path[at - 1].isHighSurrogate();
        if (unit < firstByte || unit > lastByte || isPair)
            continue;
        bytes += QStringView(path).sliced(written, at - written).toUtf8().toStdString();
        bytes += static_cast<char>(unit - 0xDC00);
        written = at + 1;
    }
    return bytes + QStringView(path).sliced(written).toUtf8().toStdString();
}

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QString>

#include <chrono>
#include <string>
#include <string_view>

class QFont;

namespace faultline {

// What several panes say in the same words. Everything returned is plain text in the user's language; values from a job must be shown as plain
// text or escaped.

/// Any text of a job, a pack or a message, to be shown. Characters that are not seen but change how others are read are: control characters as their
/// pictures (`␛`), bidirectional controls and other invisible ones as `␦`, as in the log view. Line feeds and tabs stay.
[[nodiscard]] QString toText(std::string_view utf8);
/// Likewise on one line, for names and places: line feeds and tabs are shown as well.
[[nodiscard]] QString toLine(std::string_view utf8);
/// Likewise for a path that Qt has read.
[[nodiscard]] QString pathLine(const QString& path);
/// Character for character: for what is edited, compared or written back.
[[nodiscard]] QString toExactText(std::string_view utf8);
/// Text of a job between words of ours: set apart where it is written from right to left, so that it cannot reorder what stands beside it.
[[nodiscard]] QString setApart(const QString& text);

/// A sentence of an article with its `code` marked: the marks gone …
[[nodiscard]] QString withoutCodeMarks(const QString& sentence);
/// … or as rich text in which code has the font of `monospace`; all else is escaped.
[[nodiscard]] QString codeMarksHtml(const QString& sentence, const QFont& monospace);

/// Cut at a word to `limit` characters at most, with an ellipsis.
[[nodiscard]] QString shortened(const QString& text, qsizetype limit);

/// `214 B`, `4.1 kB`, `73 MB`, `2.8 GB`: one rounding everywhere.
[[nodiscard]] QString sizeText(std::uint64_t bytes);
[[nodiscard]] QString numberText(std::uint64_t number);
/// A count as `tr` takes it to choose a plural; beyond what an `int` holds the largest.
[[nodiscard]] int forPlural(std::uint64_t number);

/// `10:03:11 UTC` or, where the log wrote no zone, `10:03:11`. As logged; never converted.
[[nodiscard]] QString clockText(const LogTime& time);
/// With the date.
[[nodiscard]] QString momentText(const LogTime& time);
/// `45 s`, `14 min 5 s`, `3 h 20 min`, `2 d 4 h`.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

[[nodiscard]] QString outcomeText(Outcome outcome);
[[nodiscard]] QString severityText(Severity severity);
[[nodiscard]] QString stageText(std::string_view stage);

/// A path on one line as `toLine` shows it, cut from the left to its last parts: `…/user/error/0/process000.txt`.
[[nodiscard]] QString lastParts(const QString& path, int parts);

/// `path:line`, the line as people count.
[[nodiscard]] QString placeText(const Place& place);
/// Likewise of a path as it is to be shown. Names may hold anything, `%2` as well: they are no argument of a text with other arguments to come.
[[nodiscard]] QString placeText(const QString& shownPath, LineNumber line);

} // namespace faultline

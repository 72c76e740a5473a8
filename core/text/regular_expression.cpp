// SPDX-License-Identifier: MIT
#include "text/regular_expression.h"

#include <algorithm>
#include <array>

#include <re2/re2.h>
#include <re2/set.h>

namespace faultline {

namespace {

// RE2 may be built with a string_view of its own.
using View = absl::string_view;

/// Put before every pattern: `^` and `$` are the ends of a line.
constexpr std::string_view lineMode = "(?m)";

View toView(std::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

struct RegularExpression::Private {
    re2::RE2 regex;
    std::vector<std::string> names;

    static re2::RE2::Options options(bool ignoreCase, Unit unit) {
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_encoding(unit == Unit::Letter ? re2::RE2::Options::EncodingUTF8 : re2::RE2::Options::EncodingLatin1);
        options.set_case_sensitive(!ignoreCase);
        options.set_max_mem(16 << 20);
        return options;
    }
};

RegularExpression::RegularExpression(std::string_view pattern, bool ignoreCase, Unit unit)
    : d(new Private{re2::RE2(std::string(lineMode) + std::string(pattern), Private::options(ignoreCase, unit)), {}}) {
    if (!d->regex.ok())
        return;
    d->names.resize(static_cast<std::size_t>(d->regex.NumberOfCapturingGroups()) + 1);
    for (const auto& [name, index] : d->regex.NamedCapturingGroups())
        d->names[static_cast<std::size_t>(index)] = name;
}

RegularExpression::~RegularExpression() = default;
RegularExpression::RegularExpression(RegularExpression&&) noexcept = default;
RegularExpression& RegularExpression::operator=(RegularExpression&&) noexcept = default;

RegularExpression RegularExpression::literal(std::string_view text, bool ignoreCase) {
    return RegularExpression(re2::RE2::QuoteMeta(toView(text)), ignoreCase);
}

bool RegularExpression::isValid() const {
    return d->regex.ok();
}

std::string RegularExpression::error() const {
    if (d->regex.ok())
        return {};
    // RE2 repeats the part at fault, with what was put before the pattern here where that is all of it.
    std::string_view what = d->regex.error();
    std::string_view part = d->regex.error_arg();
    if (!part.empty() && what.ends_with(part))
        what.remove_suffix(part.size());
    while (what.ends_with(' ') || what.ends_with(':'))
        what.remove_suffix(1);
    if (part.starts_with(lineMode))
        part.remove_prefix(lineMode.size());
    return std::string(what) + (part.empty() ? "" : " at `" + std::string(part) + "`");
}

std::string RegularExpression::errorPart() const {
    if (d->regex.ok())
        return {};
    // Where the whole pattern is at fault RE2 gives it with what was put before it here.
    const std::string& part = d->regex.error_arg();
    return part.starts_with(lineMode) ? std::string() : part;
}

bool RegularExpression::find(std::string_view text) const {
    return d->regex.ok() && d->regex.Match(toView(text), 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

bool RegularExpression::find(std::string_view text, std::vector<std::string_view>& groups, std::size_t from) const {
    groups.clear();
    if (!d->regex.ok() || from > text.size())
        return false;
    constexpr std::size_t usual = 16;
    std::array<View, usual> few;
    std::vector<View> many;
    View* views = few.data();
    if (d->names.size() > usual) {
        many.resize(d->names.size());
        views = many.data();
    }
    if (!d->regex.Match(toView(text), from, text.size(), re2::RE2::UNANCHORED, views, static_cast<int>(d->names.size())))
        return false;
    groups.reserve(d->names.size());
    for (std::size_t i = 0; i < d->names.size(); ++i)
        groups.emplace_back(views[i].data(), views[i].size());
    return true;
}

const std::vector<std::string>& RegularExpression::groupNames() const {
    return d->names;
}

struct RegularExpressionSet::Private {
    re2::RE2::Set set;
    bool any = false;
    static re2::RE2::Options options() {
        re2::RE2::Options options;
        options.set_log_errors(false);
        options.set_encoding(re2::RE2::Options::EncodingLatin1);
        options.set_max_mem(64 << 20);
        return options;
    }
};

RegularExpressionSet::RegularExpressionSet() : d(new Private{re2::RE2::Set(Private::options(), re2::RE2::UNANCHORED), false}) {}
RegularExpressionSet::~RegularExpressionSet() = default;
RegularExpressionSet::RegularExpressionSet(RegularExpressionSet&&) noexcept = default;
RegularExpressionSet& RegularExpressionSet::operator=(RegularExpressionSet&&) noexcept = default;

int RegularExpressionSet::add(std::string_view pattern) {
    const int index = d->set.Add("(?m)" + std::string(pattern), nullptr);
    d->any |= index >= 0;
    return index;
}

void RegularExpressionSet::compile() {
    if (d->any)
        d->set.Compile();
}

std::vector<int> RegularExpressionSet::find(std::string_view text) const {
    std::vector<int> found;
    if (d->any) {
        d->set.Match(toView(text), &found);
        std::ranges::sort(found);
    }
    return found;
}

} // namespace faultline

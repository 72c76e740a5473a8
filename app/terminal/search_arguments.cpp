// SPDX-License-Identifier: MIT
#include "search_arguments.h"

#include "option_words.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace faultline {

namespace {

constexpr std::size_t mostContext = 100;

std::optional<std::size_t> numberOf(const std::string& word) {
    std::size_t number = 0;
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (fault != std::errc() || end != word.data() + word.size())
        return std::nullopt;
    return number;
}

class Reader {
public:
    explicit Reader(const std::vector<std::string>& words) : m_words(words) {}

    std::expected<SearchArguments, std::string> read();

private:
    std::string readOption(const OptionWords::Word& option);

    const std::vector<std::string>& m_words;
    SearchArguments m_arguments;
};

/// Takes one option; empty when all is well.
std::string Reader::readOption(const OptionWords::Word& option) {
    const std::string& name = option.text;
    struct Flag {
        std::string_view name, shortName;
        bool* on;
    };
    SearchArguments& to = m_arguments;
    for (const Flag& flag : {Flag{"--regex", "-E", &to.how.expression}, Flag{"--case-sensitive", "-s", &to.how.matchCase},
                             Flag{"--word", "-w", &to.how.wholeWord}, Flag{"--count", "-c", &to.countOnly},
                             Flag{"--quiet", "-q", &to.quiet}, Flag{"--help", "-h", &to.help}}) {
        if (name != flag.name && name != flag.shortName)
            continue;
        if (option.value)
            return "`" + name + "` takes no value";
        *flag.on = true;
        return {};
    }
    const bool takesValue = std::ranges::contains(std::initializer_list<std::string_view>{"--role", "--node", "--files", "-g", "--context",
                                                                                          "-C", "--max-lines", "-m", "--format", "--pack"},
                                                  std::string_view(name));
    if (!takesValue)
        return "There is no option `" + name + "` of search; see faultline-cli search --help";
    if (!option.value)
        return "`" + name + "` needs a value";
    const std::string& word = *option.value;
    if (name == "--role") {
        to.scope.roles.push_back(word);
    } else if (name == "--node") {
        to.scope.nodes.push_back(word);
    } else if (name == "--files" || name == "-g") {
        std::ranges::move(globsOf(word), std::back_inserter(to.scope.globs));
    } else if (name == "--pack") {
        to.packs.push_back(word);
    } else if (name == "--format") {
        if (word != "text" && word != "json")
            return "There is no format `" + word + "` of search; use text or json";
        to.json = word == "json";
    } else {
        const std::optional<std::size_t> number = numberOf(word);
        if (!number)
            return "`" + name + "` needs a number, not `" + word + "`";
        if (name != "--context" && name != "-C")
            to.limit = *number;
        else if (*number > mostContext)
            return "`" + name + "` shows " + std::to_string(mostContext) + " lines at most, not " + word;
        else
            to.context = *number;
    }
    return {};
}

std::expected<SearchArguments, std::string> Reader::read() {
    std::vector<std::string> plain;
    OptionWords words(m_words);
    while (auto word = words.next()) {
        if (!word->isOption)
            plain.push_back(std::move(word->text));
        else if (std::string fault = readOption(*word); !fault.empty())
            return std::unexpected(std::move(fault));
    }
    if (m_arguments.help)
        return std::move(m_arguments);
    if (plain.empty())
        return std::unexpected("search needs what to search for, and where; see faultline-cli search --help");
    if (plain.size() == 1)
        return std::unexpected("search needs the path of a job's folder, archive or log file behind `" + plain.front() + "`");
    m_arguments.pattern = plain.front();
    m_arguments.paths.assign(plain.begin() + 1, plain.end());
    return std::move(m_arguments);
}

} // namespace

std::string searchHelpText() {
    return R"(Usage: faultline-cli search PATTERN PATH... [OPTION]...

Finds PATTERN in all logs of a job. PATH is the job's output folder, an archive of it, or one log file.
Logs are searched as they are read: in any encoding, without colours and other escape sequences.
Lines are written as they stand, with whatever secrets are in them.

  -E, --regex             PATTERN is a regular expression (RE2 syntax), not a text
  -s, --case-sensitive    upper and lower case are different
  -w, --word              whole words only
      --role ROLE         only files of this role or group of roles; may be given several times
      --node NODE         only files of this node; may be given several times
  -g, --files GLOB        only files whose path matches (`*.txt`, `logs/user`); `!GLOB` leaves out
  -C, --context N         N lines before and behind each, 100 at most
  -m, --max-lines N       at most N lines of a file; all are counted
  -c, --count             only how much each file has
      --format FORMAT     text (default) or json: an object a line, one for each file with hits (several
                          for a large one) and a summary at the end
      --pack DIR          load another pack, for its roles
  -q, --quiet             no notes on files that were not searched
  -h, --help              this text

On a terminal hits stand below the name of their file, else each line is path:line:text.
Exit status: 0 it was found; 1 it was not, and all was searched; 2 it was not found in what could be
searched, a PATH cannot be opened, or the result cannot be written.
)";
}

std::expected<SearchArguments, std::string> readSearchArguments(const std::vector<std::string>& words) {
    return Reader(words).read();
}

} // namespace faultline

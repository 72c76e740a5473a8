// SPDX-License-Identifier: MIT
#include "arguments.h"

#include "option_words.h"

#include <algorithm>

namespace faultline {

namespace {

class ArgumentReader {
public:
    explicit ArgumentReader(const std::vector<std::string>& words) : m_words(words) {}

    std::expected<Arguments, std::string> read();

private:
    [[nodiscard]] std::string readOption(const OptionWords::Word& option);
    [[nodiscard]] std::string readCommand();
    [[nodiscard]] std::string readKnowledge();

    const std::vector<std::string>& m_words;
    Arguments m_arguments;
    std::vector<std::string> m_plain;       ///< what is no option
    std::vector<std::string> m_scanOptions; ///< options given that only `scan` has
    bool m_done = false;                    ///< --help or --version: nothing else counts
};

/// Takes one option; empty when all is well.
std::string ArgumentReader::readOption(const OptionWords::Word& option) {
    const std::string& name = option.text;
    const auto take = [&](std::string& into) {
        into = option.value.value_or("");
        return !into.empty();
    };
    const bool flag = name == "--help" || name == "-h" || name == "--version" || name == "--no-redact" ||
                      name == "--redact-private-addresses" || name == "--quiet" || name == "-q";
    if (flag && option.value)
        return "`" + name + "` takes no value";
    if (name == "--help" || name == "-h" || name == "--version") {
        m_arguments.command = name == "--version" ? Arguments::Command::Version : Arguments::Command::Help;
        m_done = true;
        return {};
    }
    if (name != "--pack")
        m_scanOptions.push_back(name);
    if (name == "--no-redact") {
        m_arguments.redact = false;
    } else if (name == "--redact-private-addresses") {
        m_arguments.redactPrivateAddresses = true;
    } else if (name == "--quiet" || name == "-q") {
        m_arguments.quiet = true;
    } else if (name == "--format") {
        std::string word;
        if (!take(word))
            return "--format needs a value: text, json, markdown, html or sarif";
        const auto format = reportFormatFromName(word);
        if (!format)
            return "There is no format `" + word + "`; use text, json, markdown, html or sarif";
        m_arguments.format = *format;
    } else if (name == "--output" || name == "-o") {
        if (!take(m_arguments.output))
            return "--output needs the name of a file";
    } else if (name == "--pack") {
        if (!take(m_arguments.packs.emplace_back()))
            return "--pack needs a folder or zip that holds a pack.yaml";
    } else {
        return "There is no option `" + name + "`; see faultline-cli --help";
    }
    return {};
}

std::string ArgumentReader::readKnowledge() {
    if (!m_scanOptions.empty())
        return "`" + m_scanOptions.front() + "` belongs to `scan`; knowledge takes `--pack` only";
    const std::string what = m_plain.size() > 1 ? m_plain[1] : "";
    const std::vector<std::string> rest(m_plain.begin() + std::min<std::ptrdiff_t>(2, std::ssize(m_plain)), m_plain.end());
    if (what == "list") {
        m_arguments.command = Arguments::Command::KnowledgeList;
        m_arguments.words = rest;
    } else if (what == "show") {
        if (rest.empty())
            return "knowledge show needs the id of an article; `faultline-cli knowledge list` shows them";
        if (rest.size() > 1)
            return "knowledge show takes one id; `" + rest[1] + "` is too much";
        m_arguments.command = Arguments::Command::KnowledgeShow;
        m_arguments.article = rest.front();
    } else if (what == "check") {
        m_arguments.command = Arguments::Command::KnowledgeCheck;
        m_arguments.paths = rest;
    } else {
        return "knowledge needs one of list, show and check";
    }
    return {};
}

std::string ArgumentReader::readCommand() {
    if (m_plain.empty())
        return m_words.empty() ? "" : "A command is missing: scan, search or knowledge; see faultline-cli --help";
    if (m_plain[0] == "knowledge")
        return readKnowledge();
    if (m_plain[0] != "scan")
        return "There is no command `" + m_plain[0] + "`; did you mean `faultline-cli scan " + m_plain[0] + "`?";
    m_arguments.command = Arguments::Command::Scan;
    m_arguments.paths.assign(m_plain.begin() + 1, m_plain.end());
    if (m_arguments.paths.empty())
        return "scan needs the path of a job's folder, archive or log file";
    if (!m_arguments.redact && m_arguments.redactPrivateAddresses)
        return "--redact-private-addresses and --no-redact contradict each other";
    return {};
}

std::expected<Arguments, std::string> ArgumentReader::read() {
    OptionWords words(m_words);
    while (auto word = words.next()) {
        if (!word->isOption) {
            m_plain.push_back(std::move(word->text));
            continue;
        }
        if (std::string fault = readOption(*word); !fault.empty())
            return std::unexpected(std::move(fault));
        if (m_done)
            return std::move(m_arguments);
    }
    if (std::string fault = readCommand(); !fault.empty())
        return std::unexpected(std::move(fault));
    return std::move(m_arguments);
}

} // namespace

std::string helpText() {
    return R"(Usage: faultline-cli scan PATH... [OPTION]...
       faultline-cli search PATTERN PATH... [OPTION]...
       faultline-cli knowledge list [WORD]...
       faultline-cli knowledge show ID
       faultline-cli knowledge check [DIR]...
       faultline-cli --version

Tells why a batch job failed. PATH is the job's output folder, an archive of it, or one log file.

Commands
  scan PATH...            diagnose each PATH
  search PATTERN PATH...  find a text in all logs of a job; see faultline-cli search --help
  knowledge list [WORD]...
                          all articles, or those whose pack, id, alias, role, stage or title
                          holds every WORD
  knowledge show ID       one article, as people read it, with all that decides where it is found
  knowledge check [DIR]...
                          every fault of the packs in DIR (or of all loaded packs), with file and
                          line, and all their examples tried

Options of scan
  --format FORMAT         text (default), json, markdown, html or sarif; with several paths, json
                          writes one object a line
  -o, --output FILE       write the report to FILE
  --no-redact             do not hide secrets and personal data in the report
  --redact-private-addresses
                          also hide addresses of private networks (10.x, 172.16-31.x, 192.168.x,
                          fc00::/7, fe80::/10)
  -q, --quiet             no progress on the terminal

Options of all commands
  --pack DIR              load another pack (a folder or a zip); may be given several times
  -h, --help              this text, or that of search
  --                      what follows is no option

Without a command
  --version               the versions of the program, its libraries and its packs

Packs of your own are loaded from ${XDG_DATA_HOME:-~/.local/share}/faultline/packs as well.

Exit status of scan: 0 nothing was found, 1 there are findings, 2 it could not do its work: a path or
pack is missing, nothing could be read, nothing in it is a log, or an archive breaks off early. knowledge check: 0 no errors,
1 errors, 2 no article to check.
No network is used. Nothing is written but FILE and a cache of compiled patterns.
)";
}

std::expected<Arguments, std::string> readArguments(const std::vector<std::string>& words) {
    return ArgumentReader(words).read();
}

} // namespace faultline

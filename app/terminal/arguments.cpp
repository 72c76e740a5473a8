// SPDX-License-Identifier: MIT
#include "arguments.h"

#include <algorithm>

namespace faultline {

std::string helpText() {
    return R"(Usage: faultline-cli scan PATH... [OPTIONS]
       faultline-cli knowledge list|check|show [ID|DIR] [--pack DIR]...

Tells why a batch job failed. PATH is the job's output folder, an archive of it, or one log file.

Commands
  scan PATH...            diagnose each PATH
  knowledge list          all articles: id, role, title
  knowledge show ID       one article, as people read it
  knowledge check [DIR]   every fault of the packs in DIR (or of all loaded packs), with file and line

Options
  --format FORMAT         text (default), json, markdown, html or sarif;
                          with several paths, json writes one object a line
  --output FILE           write the report to FILE
  --pack DIR              load another pack (a folder or a zip); may be given several times
  --no-redact             do not hide secrets and personal data in the report
  --quiet                 no progress on the terminal
  --help, --version

Exit status of scan: 0 nothing was found, 1 there are findings, 2 it could not do its work.
No network is used. Nothing is written but FILE and a cache of compiled patterns.
)";
}

std::expected<Arguments, std::string> readArguments(const std::vector<std::string>& words) {
    Arguments arguments;
    std::vector<std::string> plain;
    bool onlyPaths = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string word = words[i];
        if (onlyPaths || word == "-" || !word.starts_with("-")) {
            plain.push_back(std::move(word));
            continue;
        }
        std::string value;
        bool hasValue = false;
        if (const std::size_t equals = word.find('='); word.starts_with("--") && equals != std::string::npos) {
            value = word.substr(equals + 1);
            word.resize(equals);
            hasValue = true;
        }
        const auto needsValue = [&]() -> bool {
            if (hasValue)
                return true;
            if (i + 1 >= words.size())
                return false;
            value = words[++i];
            return true;
        };
        if (word == "--") {
            onlyPaths = true;
        } else if (word == "--help" || word == "-h") {
            arguments.command = Arguments::Command::Help;
            return arguments;
        } else if (word == "--version") {
            arguments.command = Arguments::Command::Version;
            return arguments;
        } else if (word == "--no-redact") {
            arguments.redact = false;
        } else if (word == "--quiet" || word == "-q") {
            arguments.quiet = true;
        } else if (word == "--format") {
            if (!needsValue())
                return std::unexpected("--format needs a value: text, json, markdown, html or sarif");
            const auto format = reportFormatFromName(value);
            if (!format)
                return std::unexpected("There is no format `" + value + "`; use text, json, markdown, html or sarif");
            arguments.format = *format;
        } else if (word == "--output" || word == "-o") {
            if (!needsValue())
                return std::unexpected("--output needs the name of a file");
            arguments.output = value;
        } else if (word == "--pack") {
            if (!needsValue())
                return std::unexpected("--pack needs a folder or zip that holds a pack.yaml");
            arguments.packs.push_back(value);
        } else {
            return std::unexpected("There is no option `" + word + "`; see faultline-cli --help");
        }
    }
    if (plain.empty())
        return arguments;
    if (plain[0] == "scan") {
        arguments.command = Arguments::Command::Scan;
        arguments.paths.assign(plain.begin() + 1, plain.end());
        if (arguments.paths.empty())
            return std::unexpected("scan needs the path of a job's folder, archive or log file");
        return arguments;
    }
    if (plain[0] == "knowledge") {
        const std::string what = plain.size() > 1 ? plain[1] : "";
        if (what == "list") {
            arguments.command = Arguments::Command::KnowledgeList;
        } else if (what == "show") {
            if (plain.size() < 3)
                return std::unexpected("knowledge show needs the id of an article; `faultline-cli knowledge list` shows them");
            arguments.command = Arguments::Command::KnowledgeShow;
            arguments.article = plain[2];
        } else if (what == "check") {
            arguments.command = Arguments::Command::KnowledgeCheck;
            arguments.paths.assign(plain.begin() + 2, plain.end());
        } else {
            return std::unexpected("knowledge needs one of list, show and check");
        }
        return arguments;
    }
    return std::unexpected("There is no command `" + plain[0] + "`; did you mean `faultline-cli scan " + plain[0] + "`?");
}

} // namespace faultline

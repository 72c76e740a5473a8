// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// What `Redactor` hides and how it is told from what only looks like it. Internal to redaction.cpp.
namespace faultline::redaction {

/// In order of precedence: where two rules hide the same characters, the first kind names them.
enum class Kind : std::uint8_t {
    SasSignature,
    AccountKey,
    RunToken,
    BearerToken,
    WebToken,
    UrlPassword,
    PrivateKey,
    Secret,
    DeviceCode,
    SubscriptionId,
    TenantId,
    ObjectId,
    Email,
    UserName,
    PrivateAddress,
};

struct KindName {
    std::string_view standIn; ///< `<sas-signature-1>`
    std::string_view words;   ///< in the list of what was hidden
};

inline constexpr std::array<KindName, 15> kindNames{{
    {"sas-signature", "SAS signatures"},
    {"account-key", "account keys"},
    {"run-token", "run tokens"},
    {"bearer-token", "bearer tokens"},
    {"web-token", "JSON web tokens"},
    {"url-password", "passwords in addresses"},
    {"private-key", "private keys"},
    {"secret", "passwords, tokens and keys"},
    {"device-code", "device login codes"},
    {"subscription-id", "subscription ids"},
    {"tenant-id", "tenant ids"},
    {"object-id", "object ids"},
    {"email", "e-mail addresses"},
    {"user", "user names in paths"},
    {"private-address", "private addresses"},
}};

/// A match of a rule, for the judgement that a regular expression cannot make.
struct Candidate {
    std::string_view line;
    std::size_t begin = 0;      ///< of the whole match in the line
    std::size_t valueBegin = 0; ///< of the value in the line
    std::string_view value;
    std::string_view key; ///< name of the value where the rule captures one
    bool quoted = false;
};

inline constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

inline constexpr bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

inline constexpr bool isLetter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

inline bool sameWord(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

inline bool containsWord(std::string_view text, std::string_view word) {
    return !std::ranges::search(text, word, {}, lower, lower).empty();
}

inline bool hasDigit(std::string_view text) {
    return std::ranges::any_of(text, isDigit);
}

/// What stands where a value was left out or hidden already.
inline bool isPlaceholder(std::string_view value) {
    if (value.empty() || value.front() == '<' || value.front() == '{' || value.front() == '*' || value.front() == '[')
        return true;
    if (value.size() > 1 && value.front() == '$' && (isLetter(value[1]) || value[1] == '_' || value[1] == '{' || value[1] == '('))
        return true;
    if (value.size() > 2 && value.front() == '%' && value.back() == '%')
        return true;
    const char first = lower(value.front());
    if ((first == 'x' || first == '.' || first == '-' || first == '#') &&
        std::ranges::all_of(value, [&](char c) { return lower(c) == first; }))
        return true;
    static constexpr std::string_view words[] = {"redacted", "hidden", "masked", "removed",   "none",  "null",
                                                 "nil",      "true",   "false",  "undefined", "empty", "nan"};
    return std::ranges::any_of(words, [&](std::string_view word) { return sameWord(value, word); });
}

/// A name such as `score.py` or `getty.service`, whose end only looks like a domain.
inline bool endsLikeFile(std::string_view name) {
    static constexpr std::string_view ends[] = {"py",   "png",  "jpg", "jpeg",    "gif",   "svg",    "webp",  "txt",   "csv",     "json",
                                                "yml",  "yaml", "log", "html",    "xml",   "md",     "sh",    "ipynb", "parquet", "pkl",
                                                "so",   "whl",  "tar", "gz",      "zip",   "onnx",   "pt",    "bin",   "cfg",     "ini",
                                                "toml", "conf", "js",  "service", "timer", "socket", "slice", "scope", "mount"};
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos &&
           std::ranges::any_of(ends, [&](std::string_view end) { return sameWord(name.substr(dot + 1), end); });
}

/// Whether what stands at `position` belongs to the part of an address before its path (`scheme://here`).
inline bool insideAuthority(std::string_view line, std::size_t position) {
    const std::size_t limit = position > 256 ? position - 256 : 0;
    for (std::size_t i = position; i > limit; --i) {
        const char c = line[i - 1];
        if (c == '/')
            return i >= 3 && line.substr(i - 3, 3) == "://";
        if (c == ' ' || c == '\t' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ',')
            return false;
    }
    return false;
}

inline bool mayBeUrlPassword(std::string_view text, std::size_t wordEnd) {
    return insideAuthority(text, wordEnd - 1);
}

inline bool mayBeLoginPassword(std::string_view text, std::size_t wordEnd) {
    const std::string_view before = text.substr(wordEnd > 400 ? wordEnd - 400 : 0, std::min<std::size_t>(wordEnd, 400));
    return before.contains("login") || before.contains("sshpass") || before.contains("curl");
}

inline bool mayBeEmail(std::string_view text, std::size_t wordEnd) {
    const std::size_t at = text[wordEnd - 1] == '@' ? wordEnd - 1 : wordEnd - 3;
    return at > 0 && wordEnd < text.size() &&
           (isLetter(text[at - 1]) || isDigit(text[at - 1]) || std::string_view("_+-").find(text[at - 1]) != std::string_view::npos) &&
           (isLetter(text[wordEnd]) || isDigit(text[wordEnd]) || text[wordEnd] == '-');
}

/// The header that opens a key, not the one that ends it.
inline bool beginsPrivateKey(std::string_view text, std::size_t wordEnd) {
    const std::size_t limit = wordEnd > 60 ? wordEnd - 60 : 0;
    const std::size_t dashes = text.substr(0, wordEnd - 5).rfind("-----");
    return dashes != std::string_view::npos && dashes >= limit && text.substr(dashes).starts_with("-----BEGIN ");
}

/// Where the key that begins at `begin`, behind its header, ends: before the header that closes it, or where the text is none of a key any more. `closed` tells which.
/// A key may stand on many lines, or on one with its line feeds written out; it is at most 32 KB long.
inline std::size_t privateKeyEnd(std::string_view text, std::size_t begin, bool& closed) {
    constexpr std::size_t limit = 32 << 10;
    const std::string_view rest = text.substr(begin, limit);
    closed = true;
    if (const std::size_t end = rest.find("-----END "); end != std::string_view::npos)
        return begin + end;
    closed = rest.size() == limit;
    // Cut off: what is still written like a key belongs to it, its headers (`Proc-Type: 4,ENCRYPTED`) included.
    std::size_t end = 0;
    for (std::size_t line = 0; line < rest.size();) {
        const std::size_t feed = std::min(rest.find('\n', line), rest.size());
        const std::string_view one = rest.substr(line, feed - line);
        const bool header = one.starts_with("Proc-Type:") || one.starts_with("DEK-Info:");
        const bool key = std::ranges::all_of(
            one, [](char c) { return isLetter(c) || isDigit(c) || std::string_view("+/=\\ \t\r\"',").find(c) != std::string_view::npos; });
        if (!header && !key) {
            closed = true;
            break;
        }
        end = feed;
        line = feed + 1;
    }
    return begin + end;
}

inline bool mayBeBareKey(std::string_view text, std::size_t wordEnd) {
    const std::size_t length = 86 + 2;
    if (wordEnd < length || (wordEnd < text.size() && text[wordEnd] == '='))
        return false;
    return std::ranges::all_of(text.substr(wordEnd - 18, 16), [](char c) { return isLetter(c) || isDigit(c) || c == '+' || c == '/'; });
}

inline bool isSasSignature(const Candidate& c) {
    if (isPlaceholder(c.value))
        return false;
    // Behind `?` or `&` it is a part of an address; elsewhere `sig=9` is a signal.
    constexpr std::string_view separators = "?&;u%";
    return separators.find(c.line[c.begin]) != std::string_view::npos || (c.value.size() >= 16 && hasDigit(c.value));
}

inline bool isAccountKey(const Candidate& c) {
    if (isPlaceholder(c.value))
        return false;
    const std::string_view between = c.line.substr(c.begin, c.valueBegin - c.begin);
    return between.find('=') != std::string_view::npos || c.value.size() >= 20 || (c.value.size() >= 8 && hasDigit(c.value));
}

inline bool isBareKey(const Candidate& c) {
    // A SHA-512 checksum has the same form: package managers write it with its name.
    const std::string_view before = c.line.substr(0, c.valueBegin);
    return !before.ends_with("sha512-") && !before.ends_with("sha512:") && !before.ends_with("sha512=");
}

inline bool isBearer(const Candidate& c) {
    return hasDigit(c.value);
}

inline bool isNoPlaceholder(const Candidate& c) {
    return !isPlaceholder(c.value);
}

/// Behind `docker login … -p`: an option is no password.
inline bool isLoginPassword(const Candidate& c) {
    return !isPlaceholder(c.value) && c.value.front() != '-';
}

inline bool isServiceToken(const Candidate& c) {
    return !c.value.starts_with("sk-") || hasDigit(c.value);
}

inline bool isRealId(const Candidate& c) {
    return std::ranges::any_of(c.value, [](char digit) { return digit != '0' && digit != '-'; });
}

inline bool isEmail(const Candidate& c) {
    if (insideAuthority(c.line, c.valueBegin) || endsLikeFile(c.value))
        return false;
    return !c.value.starts_with("git@");
}

inline bool isUserName(const Candidate& c) {
    // Accounts of machines, not of people.
    static constexpr std::string_view common[] = {"azureuser",
                                                  "root",
                                                  "user",
                                                  "ubuntu",
                                                  "debian",
                                                  "runner",
                                                  "vsts",
                                                  "vsts_azpcontainer",
                                                  "jovyan",
                                                  "vscode",
                                                  "trusted-service-user",
                                                  "codespace",
                                                  "ec2-user",
                                                  "hadoop",
                                                  "spark",
                                                  "conda",
                                                  "docker",
                                                  "airflow",
                                                  "site",
                                                  "app",
                                                  "appuser",
                                                  "public",
                                                  "default",
                                                  "all users",
                                                  "shared",
                                                  "containeradministrator",
                                                  "containeruser",
                                                  "runneradmin",
                                                  "username",
                                                  "user_name",
                                                  "your_name",
                                                  "yourname",
                                                  "linuxbrew",
                                                  "nonroot",
                                                  "dask",
                                                  "mambauser",
                                                  "admin",
                                                  "administrator"};
    if (std::ranges::any_of(common, [&](std::string_view name) { return sameWord(c.value, name); }) || endsLikeFile(c.value))
        return false;
    // The path of a web address is no path on a machine, unless it is a file's.
    std::size_t start = c.begin;
    while (start > 0 && c.begin - start < 512 && c.line[start - 1] != ' ' && c.line[start - 1] != '"' && c.line[start - 1] != '\'' &&
           c.line[start - 1] != '(')
        --start;
    const std::string_view before = c.line.substr(start, c.begin - start);
    return before.find("http://") == std::string_view::npos && before.find("https://") == std::string_view::npos;
}

inline bool isDeviceCode(const Candidate& c) {
    return std::ranges::any_of(c.value, [](char letter) { return isDigit(letter) || (letter >= 'A' && letter <= 'Z'); });
}

inline bool isUrlPassword(const Candidate& c) {
    const std::size_t colon = std::min(c.value.find(':'), c.value.find("%3A"));
    if (colon != std::string_view::npos)
        return !isPlaceholder(c.value.substr(colon + (c.value[colon] == ':' ? 1 : 3)));
    // `abfss://container@account…` names a place; a long name before a web host is a token.
    const std::string_view scheme = c.line.substr(c.begin, c.valueBegin - c.begin);
    return scheme.find("http") != std::string_view::npos && c.value.size() >= 20 && hasDigit(c.value);
}

/// A value that is called password, secret, token or key.
inline bool isNamedSecret(const Candidate& c) {
    static constexpr std::string_view words[] = {
        "required", "incorrect", "invalid", "expired", "wrong", "missing", "not",      "yes", "no",       "str",
        "string",   "bytes",     "int",     "any",     "bool",  "object",  "optional", "ok",  "unset",    "set",
        "failed",   "provided",  "stored",  "is",      "was",   "the",     "and",      "or",  "supplied", "given",
        "unknown",  "default",   "error",   "changed", "too",   "must",    "cannot"};
    const std::string_view value = c.value;
    if (isPlaceholder(value) || value.starts_with("eyJ..") || value.starts_with("-----BEGIN ") || value.find("<") != std::string_view::npos)
        return false;
    if (std::ranges::any_of(words, [&](std::string_view word) { return sameWord(value, word); }))
        return false;
    // The signature in it is hidden by itself; what stands around it (validity, rights) is what people look for.
    if (containsWord(value, "sig=") || containsWord(value, "sig%3D"))
        return false;
    const std::size_t end = c.valueBegin + value.size();
    if (!c.quoted) {
        // Code that a traceback quotes: `password=get_secret("x")`, `token=self.token`, `secret=os.environ[…]`.
        const std::size_t nameEnd = static_cast<std::size_t>(
            std::ranges::find_if_not(value,
                                     [](char letter) { return isLetter(letter) || isDigit(letter) || letter == '_' || letter == '.'; }) -
            value.begin());
        const char after = nameEnd < value.size() ? value[nameEnd] : (end < c.line.size() ? c.line[end] : '\0');
        if (nameEnd > 0 && !isDigit(value.front()) && (after == '(' || after == '['))
            return false;
        if (nameEnd == value.size() && !hasDigit(value) &&
            (sameWord(value, c.key) || containsWord(value, "password") || containsWord(value, "token") || containsWord(value, "secret") ||
             value.starts_with("self.") || value.starts_with("args.") || value.starts_with("os.")))
            return false;
    }
    const bool strong = containsWord(c.key, "pass") || containsWord(c.key, "secret") || containsWord(c.key, "pwd");
    const std::string_view between = c.line.substr(c.begin, c.valueBegin - c.begin);
    const bool assigned =
        between.find('=') != std::string_view::npos || between.find('%') != std::string_view::npos || between.starts_with("--");
    const bool prose = !c.quoted && !assigned && end + 1 < c.line.size() && c.line[end] == ' ';
    if (strong)
        return !prose || (hasDigit(value) && std::ranges::any_of(value, isLetter));
    // Tokens of language models, and of pages of results.
    static constexpr std::string_view model[] = {"pad", "eos",   "bos", "unk",  "mask", "sep", "cls", "special", "start",  "stop",
                                                 "end", "image", "per", "next", "max",  "min", "num", "new",     "prompt", "unexpected"};
    std::string_view prefix = c.key;
    if (const std::size_t token = prefix.size() >= 5 ? prefix.size() - 5 : 0; sameWord(prefix.substr(token), "token")) {
        prefix = prefix.substr(0, token);
        while (!prefix.empty() && !isLetter(prefix.back()))
            prefix.remove_suffix(1);
        if (std::ranges::any_of(model, [&](std::string_view word) {
                return prefix.size() >= word.size() && sameWord(prefix.substr(prefix.size() - word.size()), word);
            }))
            return false;
    }
    if (value.find(' ') != std::string_view::npos || !std::ranges::any_of(value, isLetter) || value.size() < 8)
        return false;
    return prose ? hasDigit(value) && value.size() >= 16 : hasDigit(value) || value.size() >= 20 || assigned;
}

/// One thing to hide: words that Vectorscan looks for everywhere, and the exact pattern that RE2 tries around each place found. Groups of the exact pattern whose names
/// begin with `s` are what is hidden, those in quotes `sq…`; `key` is the value's name.
///
/// The words are plain text on purpose: Vectorscan 5.4.11, which Debian 13 ships, overlooks matches of some patterns on processors with AVX-512 (`[a-z]@[a-z]` more than 64
/// bytes into a text, for one). A secret overlooked is a secret published, and its search for plain text is sound.
struct Rule {
    Kind kind;
    std::string_view words; ///< parted by `|`
    bool ignoresCase;
    std::string_view follows; ///< a word counts only before one of these; empty: before anything
    std::size_t lookBehind;   ///< how far before the word's end a match may begin
    std::string_view exact;
    bool (*accepts)(const Candidate&);
    bool (*mayStand)(std::string_view text,
                     std::size_t wordEnd) = nullptr; ///< a first look at what stands around the word, for common words
};

// Parts of exact patterns.
#define FAULTLINE_GUID "[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
#define FAULTLINE_EQUALS "(?:=|%(?:25)*3[Dd])"
#define FAULTLINE_BASE64 R"((?:[A-Za-z0-9+/=_~.-]|%(?:25)*(?:2[BbFf]|3[Dd])|\\+u00(?:2[BbFf]|3[Dd])|\\+/)+)"
#define FAULTLINE_BETWEEN R"((?:\\*(?:["']|u002[27])|%2[27])?\s*(?:=>|:=|[=:]|%(?:25)*3[AaDd])\s*)"
#define FAULTLINE_QUOTE R"((?:\\*(?:["']|u002[27])|%2[27])?)"
#define FAULTLINE_SLASH R"((?:[/\\]|%(?:25)*(?:2[Ff]|5[Cc])))"
#define FAULTLINE_NAME R"([A-Za-z0-9_\x{80}-\x{ff}](?:[A-Za-z0-9_.@+~\x{80}-\x{ff}-]*[A-Za-z0-9_\x{80}-\x{ff}-])?)"
#define FAULTLINE_OCTET R"((?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9]))"
#define FAULTLINE_VALUE                                                                                                                    \
    R"re((?:\\*"(?P<sq1>[^"\\]+)|\\*'(?P<sq2>[^'\\]+)|(?:%2[27]|\\+u002[27])?(?P<s3>(?:[^\x00-\x20"'`\\,;&<>()\[\]{}|=%]|%[013-9A-Fa-f]|%2[13-57-9A-Fa-f])(?:[()\[\]{}]*(?:[^\x00-\x20"'`\\,;&<>()\[\]{}|%]|%[013-9A-Za-z!#$*+./:_-]|%2[13-57-9A-Fa-f]|\\[^nrtu"'`\\\s]))*)))re"

inline constexpr Rule rules[] = {
    {Kind::SasSignature, "sig|x-amz-signature|x-goog-signature", true, "=%\"'\\", 64,
     R"((?i:(?:^|[^A-Za-z0-9_-]|u0026|%(?:25)*(?:26|3F))(?:sig|x-amz-signature|x-goog-signature)))"
     "(?:" FAULTLINE_EQUALS R"(|\\*["']\s?:\s?\\*["'])(?P<s>)" FAULTLINE_BASE64 ")",
     isSasSignature},
    {Kind::ObjectId, "skoid", true, "=%", 64, "(?i:skoid)" FAULTLINE_EQUALS "(?P<s>" FAULTLINE_GUID ")", isRealId},
    {Kind::SubscriptionId, "subscription", true, "", 96,
     R"((?i:subscription(?:s|[ _-]?id)?)(?:[^A-Za-z0-9]|%(?:25)*[0-9A-Fa-f]{2}|u00[0-9A-Fa-f]{2}){1,8}(?P<s>)" FAULTLINE_GUID ")",
     isRealId},
    {Kind::TenantId, "tenant|tid|microsoftonline.com|sts.windows.net", true, "", 96,
     R"((?i:tenant(?:s|[ _-]?id)?|\b(?:sk)?tid|microsoftonline\.com|sts\.windows\.net)(?:[^A-Za-z0-9]|%(?:25)*[0-9A-Fa-f]{2}|u00[0-9A-Fa-f]{2}){1,8}(?P<s>)" FAULTLINE_GUID
     ")",
     isRealId},
    {Kind::AccountKey, "accountkey|account_key|account-key|accesskey|access_key|access-key|storagekey|storage_key|storage-key", true,
     "=: %\"'\\", 96, "(?i:(?:account|access|storage)[_-]?key)" FAULTLINE_BETWEEN FAULTLINE_QUOTE "(?P<s>" FAULTLINE_BASE64 ")",
     isAccountKey},
    {Kind::AccountKey, "sharedkey|sharedkeylite", true, " ", 24, "(?i:sharedkey(?:lite)?) +[A-Za-z0-9-]+:(?P<s>" FAULTLINE_BASE64 ")",
     isNoPlaceholder},
    {Kind::AccountKey, "==", false, "", 92, "(?:^|[^A-Za-z0-9+/=])(?P<s>[A-Za-z0-9+/]{86}==)(?:$|[^=])", isBareKey, mayBeBareKey},
    {Kind::AccountKey, "%3d%3d", true, "", 300, "(?P<s>(?:[A-Za-z0-9]|%2[BbFf]){86}%3[Dd]%3[Dd])", isNoPlaceholder},
    {Kind::BearerToken, "bearer", true, " \t%+", 32, R"((?i:\bbearer)(?:\s+|%20|\+)\\*["']?(?P<s>[A-Za-z0-9._~+/-]{16,}=*))", isBearer},
    {Kind::WebToken, "eyJ", false, "", 16,
     R"((?:^|[^A-Za-z0-9]|%(?:25)*[0-9A-Fa-f]{2})(?P<s>eyJ[A-Za-z0-9_-]{8,}(?:(?:\.|%2[Ee])[A-Za-z0-9_-]*)*))", isNoPlaceholder},
    {Kind::RunToken, "azureml_run_token|azureml_run_token_pass|azureml_run_token_rand", true, "=: %\"'\\", 40,
     "(?i:azureml_run_token(?:_pass|_rand)?)" FAULTLINE_BETWEEN FAULTLINE_QUOTE R"((?P<s>[^\s"'`\\,;&<>{}\[\]()]+))", isNoPlaceholder},
    {Kind::Secret, "authorization", true, "=: \"'\\", 64,
     R"((?i:authorization)["'\\]*\s*[:=]\s*["'\\]*(?i:basic)\s+(?P<s>[A-Za-z0-9+/]{4,}=*))", isNoPlaceholder},
    {Kind::Secret, "ghp_|gho_|ghu_|ghs_|ghr_|github_pat_|hf_|sk-|xoxa-|xoxb-|xoxp-|xoxr-|xoxs-|AKIA|dapi|npm_|pypi-", false, "", 16,
     R"(\b(?P<s>gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|hf_[A-Za-z]{30,}|sk-[A-Za-z0-9_-]{20,}|xox[abprs]-[A-Za-z0-9-]{16,}|AKIA[0-9A-Z]{16}|dapi[0-9a-f]{32}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{30,}))",
     isServiceToken},
    {Kind::UrlPassword, "@", false, "", 300, R"([A-Za-z][A-Za-z0-9+.-]{0,30}://(?P<s>[^/?#\s"'<>,]+)@)", isUrlPassword, mayBeUrlPassword},
    {Kind::PrivateKey, "PRIVATE KEY-----", false, "", 0, "", nullptr, beginsPrivateKey},
    {Kind::Secret, " -p| --password| -u| --user", false, "", 400,
     R"re((?i:\b(?:docker|podman|nerdctl|buildah|skopeo|oras|az|az acr|helm registry)\s+login)\b(?:[^\n|;&]*?\s)(?:-p\s*|--password(?:\s*=\s*|\s+))["']?(?P<s1>[^\s"'`|;&]+)|(?i:\bsshpass)\s+-p\s*["']?(?P<s2>[^\s"'`|;&]+)|(?i:\bcurl)\s[^\n|;]*?\s?(?:-u|--user)[ =]["']?[^\s:"'`]+:(?P<s3>[^\s"'`|;&]+))re",
     isLoginPassword, mayBeLoginPassword},
    {Kind::DeviceCode, "one-time code|device code|user code|verification code", true, " :", 40,
     R"re((?i:(?:one-time|device|user|verification) code)(?: is)?:? ["']?(?P<s>[A-Z0-9]{4}-?[A-Z0-9]{4,5})\b)re", isDeviceCode},
    {Kind::DeviceCode, "enter the", true, " ", 40, R"((?i:enter the (?:device )?code):? ["']?(?P<s>[A-Za-z0-9-]{6,12})\b)", isDeviceCode},
    {Kind::DeviceCode, "user_code|device_code", true, "=: %\"'\\", 40,
     "(?i:(?:user|device)_code)" FAULTLINE_BETWEEN FAULTLINE_QUOTE R"((?P<s>[^\s"'`\\,;&<>]{6,}))", isDeviceCode},
    {Kind::Secret,
     "secret|password|passwd|passphrase|token|apikey|api_key|api-key|authkey|auth_key|auth-key|privatekey|private_key|private-key|"
     "secretkey|secret_key|secret-key|signingkey|"
     "signing_key|signing-key|encryptionkey|encryption_key|encryption-key|instrumentationkey|instrumentation_key|instrumentation-key|"
     "subscriptionkey|subscription_key|"
     "subscription-key|masterkey|master_key|master-key|;pwd|; pwd",
     true, "=: \t%\"'\\", 128,
     "(?P<key>(?i:[a-z0-9_.-]*(?:secret|passw(?:or)?d|passphrase|token|(?:api|auth|private|secret|signing|encryption|instrumentation|"
     "subscription|master)[_-]?key)"
     R"(|;\s?pwd)))" FAULTLINE_BETWEEN FAULTLINE_VALUE,
     isNamedSecret},
    {Kind::Secret, "password|secret|token|-key", true, " \t", 64,
     R"(--(?P<key>(?i:[a-z-]*(?:password|secret|token|key)))\s+)" FAULTLINE_VALUE, isNamedSecret},
    {Kind::UserName, "user id|userid|uid", true, " =", 24, R"(;\s?(?i:user ?id|uid)\s?=\s?(?P<s>[^;"'\s<>{}]+))", isNoPlaceholder},
    {Kind::Email, "@|%40", true, "", 100,
     R"((?P<s>[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?(?:@|%40)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24})(?:$|[^A-Za-z0-9@]))", isEmail,
     mayBeEmail},
    // A guest of a tenant: `jane.doe_contoso.com#EXT#@fabrikam.onmicrosoft.com`.
    {Kind::Email, "#ext#|%23ext%23", true, "@%", 160,
     R"((?P<s>[A-Za-z0-9_][A-Za-z0-9._+-]*(?:#|%23)(?i:ext)(?:#|%23)(?:@|%40)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}))", isEmail},
    {Kind::UserName, "/home|\\home|2fhome|5chome", true, "/\\%", 40, FAULTLINE_SLASH "home" FAULTLINE_SLASH "+(?P<s>" FAULTLINE_NAME ")",
     isUserName},
    {Kind::UserName, "users", true, "/\\%", 48,
     "[A-Za-z](?::|%3[Aa])" FAULTLINE_SLASH "+(?i:users)" FAULTLINE_SLASH
     R"(+(?:(?P<s1>[A-Za-z0-9_\x{80}-\x{ff}.-]+(?: [A-Za-z0-9_\x{80}-\x{ff}.-]+){1,2})\\|(?P<s2>)" FAULTLINE_NAME "))|" FAULTLINE_SLASH
     "Users" FAULTLINE_SLASH "+(?P<s3>" FAULTLINE_NAME R"()|(?:^|[\s"'(=:,])Users)" FAULTLINE_SLASH "+(?P<s4>" FAULTLINE_NAME
     ")" FAULTLINE_SLASH,
     isUserName},
    {Kind::PrivateAddress, "10.|192.168.|172.", false, "0123456789", 16,
     "(?:^|[^0-9.A-Za-z_])(?P<s>10(?:\\." FAULTLINE_OCTET "){3}|192\\.168(?:\\." FAULTLINE_OCTET
     "){2}|172\\.(?:1[6-9]|2[0-9]|3[01])(?:\\." FAULTLINE_OCTET R"re(){2})(?:$|[^0-9.A-Za-z]|\.(?:$|[^0-9])))re",
     isNoPlaceholder},
    {Kind::PrivateAddress, "fc|fd|fe8|fe9|fea|feb", true, "", 48,
     "(?:^|[^0-9A-Za-z:_.])(?P<s>(?i:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f])(?::[0-9A-Fa-f]{0,4}){2,7})(?:$|[^0-9A-Za-z:])", isNoPlaceholder},
};

#undef FAULTLINE_GUID
#undef FAULTLINE_EQUALS
#undef FAULTLINE_BASE64
#undef FAULTLINE_BETWEEN
#undef FAULTLINE_QUOTE
#undef FAULTLINE_SLASH
#undef FAULTLINE_NAME
#undef FAULTLINE_OCTET
#undef FAULTLINE_VALUE

} // namespace faultline::redaction

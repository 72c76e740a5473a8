// SPDX-License-Identifier: MIT
#include "knowledge/knowledge_base.h"
#include "report/redaction.h"
#include "source_packs.h"

#include <QTest>

#include <map>
#include <string>

using namespace faultline;

namespace {

const std::string key88 = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const std::string guid = "3f2b8c1e-5a4d-4e6f-9b0a-1c2d3e4f5a6b";
const std::string otherGuid = "0a1b2c3d-4e5f-4a6b-8c7d-9e8f7a6b5c4d";
const std::string jwt = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL21sLmF6dXJlLmNvbSJ9.c2lnbmF0dXJlLW9mLXRva2Vu";
const std::string signature = "q2Vh7%2BuTz0e%2FPq3wXk1yLr8sNf6bVd4cGj9mHa5oI%3D";

/// Content, repeated, without holding it.
class RepeatingReader final : public ByteReader {
public:
    RepeatingReader(std::string unit, std::uint64_t size) : m_unit(std::move(unit)), m_size(size) {}
    std::uint64_t size() const override { return m_size; }
    Expected<std::size_t> read(std::uint64_t offset, std::span<char> into) const override {
        std::size_t done = 0;
        while (done < into.size() && offset + done < m_size)
            into[done] = m_unit[(offset + done) % m_unit.size()], ++done;
        return done;
    }

private:
    std::string m_unit;
    std::uint64_t m_size;
};

class BrokenReader final : public ByteReader {
public:
    std::uint64_t size() const override { return 100; }
    Expected<std::size_t> read(std::uint64_t, std::span<char>) const override { return std::unexpected(Message::error("gone", "gone")); }
};

std::string streamed(const ByteReader& reader, Redactor& redactor) {
    std::string all;
    const auto done = redactStream(reader, [&](std::string_view piece) { all += piece; }, redactor);
    return done ? all : "failed";
}

} // namespace

class TestRedaction : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hides_data();
    void hides();
    void keeps_data();
    void keeps();
    void hidesWhereverItStands();
    void equalSecretsGetEqualStandIns();
    void knownIdsAreHiddenWhereTheyStandBare();
    void listsWhatWasHidden();
    void twiceIsOnce();
    void keepsEveryLineEnd();
    void privateAddressesOnlyIfAskedFor();
    void privateAddressesOfIpv6AreHidden();
    void articlesStayAsTheyAre();
    void streamEqualsWhole();
    void streamOfKeysAcrossBlocks();
    void streamOfOneEndlessLine();
    void streamOfOneEndlessSecret();
    void streamReportsFailureAndStops();
    void anyBytes();
};

void TestRedaction::hides_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("expected");
    const auto row = [](const char* name, const std::string& text, const std::string& expected) {
        QTest::newRow(name) << text << expected;
    };

    row("sas", "GET https://acc.blob.core.windows.net/c/a.csv?sv=2021-08-06&se=2024-01-05T10%3A03Z&sr=b&sp=r&sig=" + signature + "&x=1",
        "GET https://acc.blob.core.windows.net/c/a.csv?sv=2021-08-06&se=2024-01-05T10%3A03Z&sr=b&sp=r&sig=<sas-signature-1>&x=1");
    row("sas with ids", "?skoid=" + guid + "&sktid=" + otherGuid + "&skt=2024&sig=abc'",
        "?skoid=<object-id-1>&sktid=<tenant-id-1>&skt=2024&sig=<sas-signature-1>'");
    row("sas url-encoded", "url=https%3A%2F%2Fa.blob%2Fc%3Fsv%3D2021%26sig%3DaBc%252B9%252F%253D%26se%3D2024",
        "url=https%3A%2F%2Fa.blob%2Fc%3Fsv%3D2021%26sig%3D<sas-signature-1>%26se%3D2024");
    row("sas json-escaped", R"({"u":"https://a/c?sv=1\u0026sig=aBc\u002B9\u003d\u0026se=2"})",
        R"({"u":"https://a/c?sv=1\u0026sig=<sas-signature-1>\u0026se=2"})");
    row("sas html", "a?sv=1&amp;sig=aBc9&amp;se=2", "a?sv=1&amp;sig=<sas-signature-1>&amp;se=2");
    row("sas token by name", "sas_token='?sv=2021&se=2024-01-01&sig=aBc9%3D'", "sas_token='?sv=2021&se=2024-01-01&sig=<sas-signature-1>'");
    row("amazon signature", "https://b.s3.amazonaws.com/k?X-Amz-Signature=0123456789abcdef&X-Amz-Date=2024",
        "https://b.s3.amazonaws.com/k?X-Amz-Signature=<sas-signature-1>&X-Amz-Date=2024");
    row("connection string", "DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=" + key88 + ";EndpointSuffix=core.windows.net",
        "DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=<account-key-1>;EndpointSuffix=core.windows.net");
    row("shared access key", "Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=aBc123+/=",
        "Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=<account-key-1>");
    row("shared account key", "SharedAccountKey=aBc123", "SharedAccountKey=<account-key-1>");
    row("account key in json", R"({\"accountKey\": \")" + key88 + R"(\", \"n\": 1})", R"({\"accountKey\": \"<account-key-1>\", \"n\": 1})");
    row("account key url-encoded", "AccountKey%3DaBc%2B1%3D%3D%3BEnd", "AccountKey%3D<account-key-1>%3BEnd");
    row("shared key header", "Authorization: SharedKey acc:aBc123+/=", "Authorization: SharedKey acc:<account-key-1>");
    row("bare key", "key is " + key88 + ".", "key is <account-key-1>.");
    row("sql connection", "Server=tcp:s.database.windows.net;Database=d;User Id=bob;Password=p@ss-1!;Encrypt=True",
        "Server=tcp:s.database.windows.net;Database=d;User Id=<user-1>;Password=<secret-1>;Encrypt=True");
    row("instrumentation key", "InstrumentationKey=" + guid + ";IngestionEndpoint=https://x/",
        "InstrumentationKey=<secret-1>;IngestionEndpoint=https://x/");
    row("bearer", "'Authorization': 'Bearer abcdefghijklmnop0123'", "'Authorization': 'Bearer <bearer-token-1>'");
    row("bearer jwt", "Authorization: Bearer " + jwt, "Authorization: Bearer <bearer-token-1>");
    row("jwt", "token is (" + jwt + ")", "token is (<web-token-1>)");
    row("jwt cut short", "got eyJ0eXAiOiJKV1QiLCJhbGci...", "got <web-token-1>");
    row("run token", "export AZUREML_RUN_TOKEN=" + jwt + " AZUREML_RUN_TOKEN_EXPIRY=1704448991",
        "export AZUREML_RUN_TOKEN=<run-token-1> AZUREML_RUN_TOKEN_EXPIRY=1704448991");
    row("run token in dict", "{'AZUREML_RUN_TOKEN': 'abcdef123', 'AZUREML_RUN_TOKEN_PASS': 'e1f2', 'N': 1}",
        "{'AZUREML_RUN_TOKEN': '<run-token-1>', 'AZUREML_RUN_TOKEN_PASS': '<run-token-2>', 'N': 1}");
    row("subscription", "/subscriptions/" + guid + "/resourceGroups/rg/providers/x",
        "/subscriptions/<subscription-id-1>/resourceGroups/rg/providers/x");
    row("subscription encoded", "%2Fsubscriptions%2F" + guid + "%2FresourceGroups",
        "%2Fsubscriptions%2F<subscription-id-1>%2FresourceGroups");
    row("subscription json", R"({\"subscription_id\": \")" + guid + R"(\"})", R"({\"subscription_id\": \"<subscription-id-1>\"})");
    row("subscription variable", "AZUREML_ARM_SUBSCRIPTION=" + guid, "AZUREML_ARM_SUBSCRIPTION=<subscription-id-1>");
    row("subscription option", "az account set --subscription " + guid, "az account set --subscription <subscription-id-1>");
    row("tenant", "tenantId: '" + guid + "', https://login.microsoftonline.com/" + otherGuid + "/oauth2",
        "tenantId: '<tenant-id-1>', https://login.microsoftonline.com/<tenant-id-2>/oauth2");
    row("tenant by tid", R"("tid":")" + guid + R"(")", R"("tid":"<tenant-id-1>")");
    row("email", "started by jane.doe+ml@contoso.co.uk, thanks", "started by <email-1>, thanks");
    row("guest", "by jane.doe_contoso.com#EXT#@fabrikam.onmicrosoft.com.", "by <email-1>.");
    row("guest encoded", "upn=jane_contoso.com%23EXT%23%40fabrikam.onmicrosoft.com&x", "upn=<email-1>&x");
    row("email encoded", "owner=jane%40contoso.com&x", "owner=<email-1>&x");
    row("home", "File \"/home/jane/project/score.py\", line 3", "File \"/home/<user-1>/project/score.py\", line 3");
    row("home at end", "cd /home/jane.", "cd /home/<user-1>.");
    row("windows", R"(C:\Users\jane\AppData\x and C:\Users\Jane Doe\x)", R"(C:\Users\<user-1>\AppData\x and C:\Users\<user-2>\x)");
    row("windows escaped", R"("c:\\users\\jane\\x.py")", R"("c:\\users\\<user-1>\\x.py")");
    row("windows with slashes", "C:/Users/jane/x.py", "C:/Users/<user-1>/x.py");
    row("mac", "/Users/jane/dev/x.py", "/Users/<user-1>/dev/x.py");
    row("notebook share", "/mnt/batch/tasks/shared/LS_root/mounts/clusters/ci1/code/Users/jane.doe/train.py",
        "/mnt/batch/tasks/shared/LS_root/mounts/clusters/ci1/code/Users/<user-1>/train.py");
    row("notebook share, relative", "in Users/jane/train.py", "in Users/<user-1>/train.py");
    row("device login", "open https://microsoft.com/devicelogin and enter the code ABCD2345E to authenticate.",
        "open https://microsoft.com/devicelogin and enter the code <device-code-1> to authenticate.");
    row("one-time code", "First copy your one-time code: AB12-CD34", "First copy your one-time code: <device-code-1>");
    row("docker login", "+ docker login -u bob -p 's3cret!x' registry.example.com",
        "+ docker login -u bob -p '<secret-1>' registry.example.com");
    row("docker login, joined", "docker login -ubob -ps3cretx r.io", "docker login -ubob -p<secret-1> r.io");
    row("podman login", "podman login --username bob --password=s3cretx r.io", "podman login --username bob --password=<secret-1> r.io");
    row("az login", "az login --service-principal -u app -p s3cr~etx --tenant t",
        "az login --service-principal -u app -p <secret-1> --tenant t");
    row("sshpass", "sshpass -p s3cretx ssh bob@host", "sshpass -p <secret-1> ssh bob@host");
    row("curl", "curl -s -u bob:s3cretx https://example.com", "curl -s -u bob:<secret-1> https://example.com");
    row("private key", "a\n-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIE+a/b\nAAAA==\n-----END RSA PRIVATE KEY-----\nb",
        "a\n-----BEGIN RSA PRIVATE KEY-----\n<private-key-1>\n-----END RSA PRIVATE KEY-----\nb");
    row("private key on one line",
        R"("private_key": "-----BEGIN PRIVATE KEY-----\nMIIE+a/b\nAAAA==\n-----END PRIVATE KEY-----\n", "id": 1)",
        R"("private_key": "-----BEGIN PRIVATE KEY-----\n<private-key-1>\n-----END PRIVATE KEY-----\n", "id": 1)");
    row("private key cut off", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\nQAAAAB\nlog goes on: 1",
        "-----BEGIN OPENSSH PRIVATE KEY-----\n<private-key-1>\nlog goes on: 1");
    row("address with password", "pip install --index-url https://build:s3cr3t@pkgs.dev.azure.com/o/simple x",
        "pip install --index-url https://<url-password-1>@pkgs.dev.azure.com/o/simple x");
    row("address with @ in password", "postgresql://u:p@ss@db.example.com:5432/x", "postgresql://<url-password-1>@db.example.com:5432/x");
    row("token in address", "git clone https://ghs_0123456789abcdefghij0123@github.com/o/r",
        "git clone https://<url-password-1>@github.com/o/r");
    row("password", "password=hunter2 next", "password=<secret-1> next");
    row("password yaml", "  db_password: hunter2", "  db_password: <secret-1>");
    row("password json", R"({"clientSecret":"a~b.C8","n":1})", R"({"clientSecret":"<secret-1>","n":1})");
    row("password in quotes", "passwd = 'my pass word'", "passwd = '<secret-1>'");
    row("password encoded", "q?password%3Dhunter2%26user%3Dbob", "q?password%3D<secret-1>%26user%3Dbob");
    row("api key", "api-key: 0123456789abcdef0123", "api-key: <secret-1>");
    row("api key variable", "OPENAI_API_KEY=abcdefghijkl", "OPENAI_API_KEY=<secret-1>");
    row("token", "access_token=abc123def456&x=1", "access_token=<secret-1>&x=1");
    row("option", "az login --service-principal --password a1b2~c3 --tenant t",
        "az login --service-principal --password <secret-1> --tenant t");
    row("basic", "Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic <secret-1>");
    row("service tokens", "use hf_abcdefghijklmnopqrstuvwxyzabcdefgh or AKIAIOSFODNN7EXAMPLE", "use <secret-1> or <secret-2>");
    row("two on a line", "password=a1 token=b2c3d4e5f6 /home/jane/x", "password=<secret-1> token=<secret-2> /home/<user-1>/x");
}

void TestRedaction::hides() {
    QFETCH(std::string, text);
    QFETCH(std::string, expected);
    Redactor redactor;
    QCOMPARE(QString::fromStdString(redactor(text)), QString::fromStdString(expected));
    // The same amid other lines, and with another line end.
    Redactor again;
    QCOMPARE(QString::fromStdString(again("first\r\n" + text + "\r\nlast")), QString::fromStdString("first\r\n" + expected + "\r\nlast"));
}

void TestRedaction::keeps_data() {
    QTest::addColumn<std::string>("text");
    const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << text; };
    row("plain", "2024-01-05 10:03:11,106|INFO|356|140501711763200|The master role failed.");
    row("paths", "logs/user/error/0/process000.txt /mnt/azureml/cr/j/0123/exe/wd/score.py");
    row("run ids", "Run azureml_" + guid + " and batchjob-" + guid + " " + guid);
    row("node addresses", "node 10.0.0.4 of 172.16.3.1 and 192.168.0.1:5000");
    row("machine accounts",
        "/home/azureuser/cloudfiles/code /home/trusted-service-user/x /home/$USER/x /home/<name>/x C:\\Users\\Public\\x");
    row("asset", "azureml:model@latest mcr.microsoft.com/azureml/x@sha256:0123456789abcdef");
    row("checksums", "integrity sha512-" + key88 + " md5 d41d8cd98f00b204e9800998ecf8427e");
    row("lake path", "abfss://container@account.dfs.core.windows.net/path wasbs://c@a.blob.core.windows.net/x");
    row("git address", "git@github.com:org/repo.git ssh://git@github.com/org/repo");
    row("retina picture", "logo@2x.png icon@3x.jpg");
    row("decorator", "@retry.on_exception def run(): pass");
    row("code frame", "    client = Client(token=self.token, password=get_secret(\"db\"), secret=os.environ[\"S\"], api_key=api_key)");
    row("signature of code", "def connect(user: str, password: str = None, token: Optional[str] = None):");
    row("model tokens", "{'pad_token': '[PAD]', 'eos_token': '</s>', 'eos_token_id': 50256, 'max_tokens': 2048, 'pad_token=endoftext123'}");
    row("json error", "SyntaxError: Unexpected token: position123 in JSON");
    row("token prose", "Invalid token: expired. The password: must not be empty");
    row("no values", "password=None token=null secret='' api_key=*** password=$DB_PASSWORD token={token} password=%PW% AccountKey=<key> "
                     "sig=<sas-signature-1>");
    row("signal", "killed by sig=9 and sig=SIGKILL");
    row("bearer prose", "Bearer token is missing; www-authenticate: Bearer authorization_uri=\"https://x\"");
    row("public key", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG\n-----END PUBLIC KEY-----");
    row("no key", "expected a line with -----BEGIN PRIVATE KEY-----");
    row("no login",
        "mkdir -p /mnt/out && cp -p a b; login failed -u; please login -p; docker login -u bob --password-stdin r.io; curl -p https://x");
    row("no device code", "enter the code of your script");
    row("working directory", "PWD=/mnt/azureml/cr OLDPWD=/mnt");
    row("web path", "see https://example.com/home/products and https://example.com/x/home/guide");
    row("user without password", "https://org@dev.azure.com/org/project");
    row("zero id", "/subscriptions/00000000-0000-0000-0000-000000000000/x");
    row("expiry", "AZUREML_RUN_TOKEN_EXPIRY=1704448991 se=2024-01-05T10:03Z sp=rl");
    row("versions", "torch==2.1.0+cu118 10.1.243 numpy>=1.22,<2.0");
    row("line of C", "for (i = 0; i < tokens; ++i) key = keys[i];");
}

void TestRedaction::keeps() {
    QFETCH(std::string, text);
    Redactor redactor;
    QCOMPARE(QString::fromStdString(redactor(text)), QString::fromStdString(text));
    QVERIFY(redactor.hidden().empty());
}

void TestRedaction::hidesWhereverItStands() {
    // Searching with wide registers has overlooked things at some distances from a text's beginning and end.
    for (const std::string filler : {" ", "x", "=", "a "}) {
        for (std::size_t length = 0; length < 400; ++length) {
            std::string before;
            while (before.size() < length)
                before += filler;
            Redactor redactor;
            const std::string after =
                "?&sig=aBc1 jane@contoso.com /home/jane/ token='abcdefgh1234' password: hunter2 /subscriptions/" + guid + before;
            const std::string redacted = redactor(before + after);
            for (const std::string secret : {"aBc1", "jane", "abcdefgh1234", "hunter2", guid.c_str()})
                QVERIFY2(redacted.find(secret) == std::string::npos, redacted.c_str());
        }
    }
}

void TestRedaction::equalSecretsGetEqualStandIns() {
    Redactor redactor;
    QCOMPARE(redactor("a?x&sig=aBc%2B1%3D b?x&sig=other2 c?x&sig=aBc%2B1%3D"),
             std::string("a?x&sig=<sas-signature-1> b?x&sig=<sas-signature-2> c?x&sig=<sas-signature-1>"));
    QCOMPARE(redactor("a%3Fx%26sig%3DaBc%252B1%253D"), std::string("a%3Fx%26sig%3D<sas-signature-1>"));
    QCOMPARE(redactor("/subscriptions/" + guid), std::string("/subscriptions/<subscription-id-1>"));
    QCOMPARE(redactor("subscription=" + QString::fromStdString(guid).toUpper().toStdString()),
             std::string("subscription=<subscription-id-1>"));
    Redactor other;
    QCOMPARE(other("b?x&sig=other2"), std::string("b?x&sig=<sas-signature-1>"));
}

void TestRedaction::knownIdsAreHiddenWhereTheyStandBare() {
    Redactor redactor;
    (void)redactor("/subscriptions/" + guid);
    QCOMPARE(redactor("scope " + guid + ", run " + otherGuid), "scope <subscription-id-1>, run " + otherGuid);
}

void TestRedaction::listsWhatWasHidden() {
    Redactor redactor;
    (void)redactor("x?&sig=a1 /home/jane/ x?&sig=a1\nx?&sig=b2");
    const std::vector<std::pair<std::string, std::uint64_t>> expected{{"SAS signatures", 3}, {"user names in paths", 1}};
    QVERIFY(redactor.hidden() == expected);
}

void TestRedaction::twiceIsOnce() {
    Redactor redactor;
    const std::string once = redactor("a?x&sig=aBc1 password=hunter2 /home/jane/x jane@contoso.com /subscriptions/" + guid + " Bearer " +
                                      jwt + " https://u:p1@h/x");
    QCOMPARE(redactor(once), once);
}

void TestRedaction::keepsEveryLineEnd() {
    Redactor redactor;
    const std::string text = "\n\r\n\rpassword=a1\r\n\n/home/jane\r10%\r20%\r\n\xff\xfe\0x"
                             "\n";
    const std::string redacted = redactor(text);
    const auto ends = [](const std::string& value) {
        std::string only;
        for (const char c : value)
            if (c == '\n' || c == '\r')
                only += c;
        return only;
    };
    QCOMPARE(ends(redacted), ends(text));
    QCOMPARE(redacted, std::string("\n\r\n\rpassword=<secret-1>\r\n\n/home/<user-1>\r10%\r20%\r\n\xff\xfe"));
}

void TestRedaction::privateAddressesOnlyIfAskedFor() {
    const std::string text = "node 10.0.0.4, master 172.16.3.1:5000, 192.168.1.250. public 8.8.8.8, 172.32.0.1, 110.0.0.4, v10.0.0.4.1";
    Redactor keeps;
    QCOMPARE(keeps(text), text);
    Redactor::Options options;
    options.privateAddresses = true;
    Redactor hides(options);
    QCOMPARE(hides(text), std::string("node <private-address-1>, master <private-address-2>:5000, <private-address-3>. public 8.8.8.8, "
                                      "172.32.0.1, 110.0.0.4, v10.0.0.4.1"));
}

void TestRedaction::privateAddressesOfIpv6AreHidden() {
    const std::string text =
        "master [fd12:3456:789a::1]:5000, via FE80::1c2d%eth0, fc00::; public 2001:db8::1, fd12, a key fd:12:34, x.fd12::1";
    Redactor keeps;
    QCOMPARE(keeps(text), text);
    Redactor::Options options;
    options.privateAddresses = true;
    Redactor hides(options);
    QCOMPARE(hides(text), std::string("master [<private-address-1>]:5000, via <private-address-2>%eth0, <private-address-3>; public "
                                      "2001:db8::1, fd12, a key fd:12:34, x.fd12::1"));
}

void TestRedaction::articlesStayAsTheyAre() {
    const KnowledgeBasePointer knowledge = loadKnowledge({{sourcePacks(), true}});
    QVERIFY(!knowledge->articles().empty());
    Redactor redactor;
    for (const Article& article : knowledge->articles())
        for (const std::string& text : {article.title, article.summary, article.reason, article.solution}) {
            QCOMPARE(QString::fromStdString(redactor(text)), QString::fromStdString(text));
        }
}

void TestRedaction::streamEqualsWhole() {
    std::string text;
    for (int i = 0; text.size() < 5'000'000; ++i) {
        text += "2024-01-05 10:03:11,106|INFO|356|line " + std::to_string(i) + " of many\r\n";
        if (i % 7 == 0)
            text += "GET https://a/c?sv=1&sig=aBc" + std::to_string(i % 100) + "%3D&x /home/user" + std::to_string(i % 13) + "/x\n";
    }
    Redactor whole, piecewise;
    QVERIFY(streamed(*memoryReader(text), piecewise) == whole(text));
    QVERIFY(whole.hidden() == piecewise.hidden());
    Redactor empty;
    QCOMPARE(streamed(*memoryReader(""), empty), std::string());
}

void TestRedaction::streamOfKeysAcrossBlocks() {
    // Wherever a block ends, a key that goes on behind it is hidden whole.
    const std::string body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";
    std::string key = "-----BEGIN PRIVATE KEY-----\n";
    for (int i = 0; i < 26; ++i)
        key += body;
    key += "-----END PRIVATE KEY-----\n";
    const std::string line = "2026-01-05 10:03:11 INFO an ordinary line of a log\n";
    for (const std::size_t distance : {0, 10, 40, 100, 900, 1700}) {
        std::string text;
        while (text.size() + line.size() + distance < (1 << 20))
            text += line;
        text += key;
        for (int i = 0; i < 30'000; ++i)
            text += line;
        text += key;
        Redactor redactor, whole;
        const std::string redacted = streamed(*memoryReader(text), redactor);
        QVERIFY(!redacted.contains("MIIEvQIBADAN") && !redacted.contains("VJTUt9Us8cKj"));
        QVERIFY(redacted == whole(text));
    }
    // One that never ends takes no more than its due.
    std::string open = "-----BEGIN PRIVATE KEY-----\n";
    while (open.size() < 3'000'000)
        open += body;
    Redactor redactor;
    QVERIFY(streamed(*memoryReader(open + "end: 1\n"), redactor).ends_with("end: 1\n"));
}

void TestRedaction::streamOfOneEndlessLine() {
    const std::string unit = R"({"url":"https://a/c?sv=1&sig=aBc123%2B456&se=2024","password": "hunter2","n":12345},)";
    const RepeatingReader reader(unit, unit.size() * 60'000);
    Redactor redactor;
    std::uint64_t pieces = 0, bytes = 0, longest = 0;
    bool leaked = false;
    std::string tail;
    const auto done = redactStream(
        reader,
        [&](std::string_view piece) {
            ++pieces;
            bytes += piece.size();
            longest = std::max<std::uint64_t>(longest, piece.size());
            const std::string seen = tail + std::string(piece);
            leaked = leaked || seen.find("aBc123") != std::string::npos || seen.find("hunter") != std::string::npos;
            tail = seen.substr(seen.size() - std::min<std::size_t>(seen.size(), 40));
        },
        redactor);
    QVERIFY(done);
    QVERIFY(!leaked);
    QVERIFY(pieces > 3);
    QVERIFY(longest < 3'000'000);
    const std::string expected = R"({"url":"https://a/c?sv=1&sig=<sas-signature-1>&se=2024","password": "<secret-1>","n":12345},)";
    QCOMPARE(bytes, expected.size() * 60'000);
    QCOMPARE(redactor.hidden().at(0).second, std::uint64_t(60'000));
}

void TestRedaction::streamOfOneEndlessSecret() {
    const std::string text = "before\n?x&sig=" + std::string(3'000'000, 'a') + "&after=1\nlast";
    Redactor redactor;
    const std::string redacted = streamed(*memoryReader(text), redactor);
    QVERIFY(redacted.starts_with("before\n"));
    QVERIFY(redacted.ends_with("&after=1\nlast"));
    QVERIFY2(redacted.size() < 200, redacted.substr(0, 300).c_str());
}

void TestRedaction::streamReportsFailureAndStops() {
    Redactor redactor;
    QVERIFY(!redactStream(BrokenReader(), [](std::string_view) {}, redactor));
    std::stop_source source;
    const RepeatingReader reader("some text\n", 100'000'000);
    std::uint64_t bytes = 0;
    QVERIFY(redactStream(
        reader,
        [&](std::string_view piece) {
            bytes += piece.size();
            source.request_stop();
        },
        redactor, source.get_token()));
    QVERIFY(bytes < 3'000'000);
}

void TestRedaction::anyBytes() {
    Redactor redactor;
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    QCOMPARE(redactor(all), all);
    QCOMPARE(redactor(std::string("\0password=a1\0", 13)), std::string("\0password=<secret-1>\0", 21));
    QCOMPARE(redactor(""), std::string());
}

QTEST_APPLESS_MAIN(TestRedaction)
#include "test_redaction.moc"

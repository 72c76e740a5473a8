// SPDX-License-Identifier: MIT
#include "session_figures.h"

#include "log/log_pane.h"
#include "process/core_dumps.h"
#include "process/executable_path.h"
#include "session/dismissed_findings.h"
#include "session/job_session.h"
#include "session/knowledge_service.h"
#include "text/path_bytes.h"
#include "theme/appearance.h"
#include "window/main_window.h"
#include "window/message_strip.h"
#include "window/private_settings.h"
#include "window/version_text.h"
#include "window/window_actions.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QIcon>
#include <QLocale>
#include <QSettings>
#include <QSize>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <optional>
#include <vector>

using namespace faultline;

namespace {

struct Options {
    QCommandLineParser parser;
    QCommandLineOption pack{QStringLiteral("pack"),
                            QCoreApplication::translate("main", "Use the knowledge of a pack besides that of the program."),
                            QStringLiteral("DIR")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                  QCoreApplication::translate("main", "Save a picture of the window, diagnosis complete, and exit."),
                                  QStringLiteral("FILE.png")};
    QCommandLineOption size{QStringLiteral("size"), QCoreApplication::translate("main", "Size of that picture."), QStringLiteral("WxH"),
                            QStringLiteral("1440x900")};
    QCommandLineOption wait{
        QStringLiteral("wait"),
        QCoreApplication::translate("main", "What that picture waits for: the final diagnosis (final), or nothing (no)."),
        QStringLiteral("WHAT"), QStringLiteral("final")};
    QCommandLineOption measure{
        QStringLiteral("measure"),
        QCoreApplication::translate("main", "When the window is closed, write what it took: times, waits and memory, as JSON."),
        QStringLiteral("FILE.json")};
    QCommandLineOption dark{QStringLiteral("dark"), QCoreApplication::translate("main", "Dark colours, whatever the system has.")};
    QCommandLineOption light{QStringLiteral("light"), QCoreApplication::translate("main", "Light colours, whatever the system has.")};
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, QCoreApplication::translate("main", "Show this text.")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")}, QCoreApplication::translate("main", "Show the version.")};

    Options() {
        parser.setApplicationDescription(
            QCoreApplication::translate("main", "Says why a batch job failed: opens the folder of its logs and shows the lines at fault."));
        parser.addPositionalArgument(
            QStringLiteral("PATH"),
            QCoreApplication::translate("main",
                                        "A job's folder, an archive of it, or a single log. Each is opened in a window of its own."),
            QStringLiteral("[PATH...]"));
        parser.addOptions({pack, screenshot, size, wait, measure, dark, light, help, version});
    }

    [[nodiscard]] QSize pictureSize() const {
        const QStringList parts = parser.value(size).split(u'x');
        const QSize wanted(parts.value(0).toInt(), parts.value(1).toInt());
        return wanted.expandedTo(QSize(320, 240)).boundedTo(QSize(8000, 8000));
    }
};

void print(std::FILE* to, const QString& text) {
    std::fputs(text.toLocal8Bit().constData(), to);
}

bool hasDisplay() {
#if defined(Q_OS_LINUX) || defined(Q_OS_FREEBSD)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

/// Where the display cannot be reached, Qt ends the program with a text for developers and a crash. In place of both: what to do.
void endWithoutDisplay(QtMsgType type, const QMessageLogContext&, const QString&) {
    if (type != QtFatalMsg)
        return;
    print(stderr, QCoreApplication::translate("main", "faultline: the display cannot be reached. Use: faultline-cli scan PATH\n"));
    std::_Exit(2);
}

/// Somebody who opens all that is selected in a file manager may not know how much that is.
constexpr qsizetype windowLimit = 12;

/// Both programs keep what is the user's in the same places: a pack that was taught in the window is known in the terminal.
QString folderIn(QStandardPaths::StandardLocation location) {
    return QStandardPaths::writableLocation(location) + QStringLiteral("/faultline");
}

std::vector<PackPath> packPaths(const std::string& executable, const QStringList& own) {
    std::vector<PackPath> packs = shippedPacks(executable);
    for (const QString& path : own)
        packs.push_back({bytesOfPath(path), false});
    return packs;
}

/// After the last signal: what it led to has been laid out and painted, and the line that was gone to has its resting colour.
constexpr std::chrono::milliseconds settled(1200);

/// Takes the picture once the diagnosis is final and what it leads to has been painted.
void takePictureWhenReady(MainWindow& window, const QString& file, bool waits) {
    const auto take = [&window, file] {
        const bool saved = window.grab().save(file);
        if (!saved)
            print(stderr, QCoreApplication::translate("main", "faultline: %1 could not be written.\n").arg(file));
        QCoreApplication::exit(saved ? 0 : 2);
    };
    const auto takeSoon = [&window, take] { QTimer::singleShot(settled, &window, take); };
    JobSession& session = window.session();
    if (!waits || session.state() == JobSession::State::Empty) {
        takeSoon();
        return;
    }
    QObject::connect(&session, &JobSession::diagnosed, &window, [takeSoon](const DiagnosisPointer& diagnosis) {
        if (diagnosis->final)
            takeSoon();
    });
    QObject::connect(&session, &JobSession::failed, &window, takeSoon);
}

int run(int argc, char** argv, const Options& options, SessionFigures::Clock::time_point started) {
    const std::string executable = executablePath(argv[0]);
    const bool picture = options.parser.isSet(options.screenshot);
    if (!hasDisplay()) {
        if (!picture) {
            print(stderr, QCoreApplication::translate(
                              "main", "faultline: there is no display to show a window on. Use: faultline-cli scan PATH\n"));
            return 2;
        }
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }

    const QtMessageHandler usual = qInstallMessageHandler(endWithoutDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(usual);
    // English is there for its plurals, and where the user's language has no text.
    QTranslator english;
    if (english.load(QStringLiteral(":/i18n/faultline_en.qm")))
        QCoreApplication::installTranslator(&english);
    QTranslator own;
    if (QLocale().language() != QLocale::English &&
        own.load(QLocale(), QStringLiteral("faultline"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&own);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.faultline.faultline"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/org.faultline.faultline.svg")));

    // A picture shows the program as it is at first, not as somebody left it.
    std::optional<QTemporaryDir> fresh;
    if (picture)
        fresh.emplace();
    const auto settings = openPrivateSettings(fresh ? fresh->filePath(QStringLiteral("settings.ini"))
                                                    : folderIn(QStandardPaths::GenericConfigLocation) + QStringLiteral("/faultline.conf"));

    auto choice = static_cast<Appearance::Choice>(std::clamp(settings->value(QStringLiteral("window/appearance"), 0).toInt(), 0, 2));
    if (options.parser.isSet(options.dark))
        choice = Appearance::Choice::Dark;
    else if (options.parser.isSet(options.light))
        choice = Appearance::Choice::Light;
    Appearance appearance(application, choice);

    const QString cache = folderIn(QStandardPaths::GenericCacheLocation);
    // A picture shows the job as the program sees it, without what somebody taught or dismissed.
    const QString data = fresh ? fresh->filePath(QStringLiteral("data")) : folderIn(QStandardPaths::GenericDataLocation);
    auto knowledge = std::make_shared<KnowledgeService>(packPaths(executable, options.parser.values(options.pack)),
                                                        QFile::encodeName(cache).toStdString(), data + QStringLiteral("/packs"));
    const auto dismissed = std::make_shared<DismissedFindings>(data + QStringLiteral("/dismissed"));

    QStringList paths = options.parser.positionalArguments();
    const qsizetype tooMany = std::max<qsizetype>(0, paths.size() - windowLimit);
    paths.resize(paths.size() - tooMany);
    std::vector<std::unique_ptr<MainWindow>> windows;
    std::optional<SessionFigures> figures;
    do {
        MainWindow& window = *windows.emplace_back(std::make_unique<MainWindow>(knowledge, *settings, &appearance));
        window.session().setDismissedFindings(dismissed);
        window.log().setBookmarkFolder(data + QStringLiteral("/bookmarks"));
        if (picture) {
            window.resize(options.pictureSize());
            // The panes were laid out for the size that a window has at first.
            window.actions().restoreLayout->trigger();
        }
        if (options.parser.isSet(options.measure) && !figures)
            figures.emplace(window, started);
        window.show();
        if (!paths.isEmpty())
            window.openPath(paths.takeFirst());
    } while (!paths.isEmpty());
    if (tooMany > 0)
        windows.back()->strip().showMessage(Message::warning(
            QCoreApplication::translate("main", "Only the first %1 were opened").arg(windowLimit).toStdString(),
            QCoreApplication::translate("main", "Each has a window of its own, and more of them help nobody.").toStdString(),
            QCoreApplication::translate("main", "Open the others afterwards, or the folder that holds them all.").toStdString()));
    if (picture)
        takePictureWhenReady(*windows.front(), options.parser.value(options.screenshot),
                             options.parser.value(options.wait) == QLatin1StringView("final"));
    const int status = QApplication::exec();
    if (const QString file = options.parser.value(options.measure); figures && !figures->write(file)) {
        print(stderr, QCoreApplication::translate("main", "faultline: %1 could not be written.\n").arg(file));
        return 2;
    }
    return status;
}

} // namespace

int main(int argc, char** argv) {
    const auto started = SessionFigures::Clock::now();
    leaveNoCoreDump();
    QCoreApplication::setOrganizationName(QStringLiteral("Faultline"));
    QCoreApplication::setApplicationName(QStringLiteral("faultline"));
    QCoreApplication::setApplicationVersion(QStringLiteral(FAULTLINE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Faultline"));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << pathFromBytes(argv[i]);
    Options options;
    const bool sound = options.parser.parse(arguments);
    if (options.parser.isSet(options.help)) {
        // The parser knows the program's name only once there is an application.
        print(stdout, options.parser.helpText().replace(QStringLiteral("<executable_name>"), QStringLiteral("faultline")));
        return 0;
    }
    if (options.parser.isSet(options.version)) {
        std::vector<PackPath> packs = packPaths(executablePath(argv[0]), options.parser.values(options.pack));
        const QString own = folderIn(QStandardPaths::GenericDataLocation) + QStringLiteral("/packs");
        std::ranges::move(packsIn(QFile::encodeName(own).toStdString()), std::back_inserter(packs));
        print(stdout, QStringLiteral("faultline %1\n%2\n").arg(QCoreApplication::applicationVersion(), versionText(listPacks(packs))));
        return 0;
    }
    if (!sound) {
        print(stderr, QStringLiteral("faultline: %1\n%2")
                          .arg(options.parser.errorText(), QCoreApplication::translate("main", "Try: faultline --help\n")));
        return 2;
    }
    if (options.parser.isSet(options.screenshot) && options.parser.positionalArguments().size() > 1) {
        print(stderr, QCoreApplication::translate("main", "faultline: a picture shows one PATH, not several.\n"));
        return 2;
    }
    return run(argc, argv, options, started);
}

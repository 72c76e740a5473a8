// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

namespace {

/// Where a text stands, and the text: `faultline::LogPane: %Ln line(s)`.
QString keyOf(const QString& context, const QString& source) {
    return context + QStringLiteral(": ") + source;
}

/// The forms of each text, from the translation.
QHash<QString, QStringList> forms() {
    QHash<QString, QStringList> forms;
    QFile file(QStringLiteral(FAULTLINE_SOURCES "/ui/translations/faultline_en.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return forms;
    QXmlStreamReader xml(&file);
    QString context, source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1StringView("name"))
            context = xml.readElementText();
        else if (xml.name() == QLatin1StringView("source"))
            source = xml.readElementText();
        else if (xml.name() == QLatin1StringView("numerusform"))
            forms[keyOf(context, source)] << xml.readElementText();
    }
    return forms;
}

/// The context of `tr` at a place of a source file: that of the class before it, or of the member function around it.
QString contextOf(const QString& code, qsizetype at, const QString& qualifier) {
    static const QRegularExpression function(QStringLiteral("^(?:\\S.*?\\b)?(\\w+)::~?\\w+\\("), QRegularExpression::MultilineOption);
    QString name = qualifier;
    if (name.isEmpty()) {
        QRegularExpressionMatchIterator functions = function.globalMatch(code.first(at));
        while (functions.hasNext())
            name = functions.next().captured(1);
    }
    const QRegularExpression declared(QStringLiteral("\\b(?:struct|class) %1 \\{\\s*Q_DECLARE_TR_FUNCTIONS\\(([\\w:]+)\\)").arg(name));
    const QRegularExpressionMatch own = declared.match(code);
    return own.hasMatch() ? own.captured(1) : QStringLiteral("faultline::") + name;
}

/// Texts with a number in them, as they are written in the sources, each with its context.
QStringList written() {
    // A call of `tr` or `translate`, and a literal with %n or %Ln.
    static const QRegularExpression text(
        QStringLiteral("(?:\\b(?:(\\w+)::)?tr\\(|translate\\(\"([^\"]*)\",)\\s*\"((?:[^\"\\\\]|\\\\.)*%L?n(?:[^\"\\\\]|\\\\.)*)\""));
    QStringList all;
    for (const char* folder : {FAULTLINE_SOURCES "/ui", FAULTLINE_SOURCES "/app/window"}) {
        QDirIterator files(QString::fromUtf8(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString code = QString::fromUtf8(file.readAll());
            QRegularExpressionMatchIterator found = text.globalMatch(code);
            while (found.hasNext()) {
                const QRegularExpressionMatch call = found.next();
                const QString context = call.hasCaptured(2) ? call.captured(2) : contextOf(code, call.capturedStart(), call.captured(1));
                all << keyOf(context, call.captured(3));
            }
        }
    }
    return all;
}

} // namespace

/// English has a translation for the sake of its plurals only. A text with a number that is missing there would be shown as it is written: `2 line(s)`.
class TestPlurals : public QObject {
    Q_OBJECT
private slots:
    void everyTextWithANumberHasBothForms() {
        const QHash<QString, QStringList> known = forms();
        const QStringList texts = written();
        QVERIFY(texts.size() > 30);
        QStringList missing;
        for (const QString& text : texts) {
            const QStringList both = known.value(text);
            if (both.size() != 2 || both.contains(QString()) || both.join(QString()).contains(QStringLiteral("(s)")))
                missing << text;
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QStringLiteral("Run `ninja update_translations` and write both forms of: ") + missing.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestPlurals)
#include "test_plurals.moc"

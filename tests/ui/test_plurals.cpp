// SPDX-License-Identifier: MIT
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

namespace {

/// The forms of each text, from the translation.
QHash<QString, QStringList> forms() {
    QHash<QString, QStringList> forms;
    QFile file(QStringLiteral(FAULTLINE_SOURCES "/ui/translations/faultline_en.ts"));
    if (!file.open(QIODevice::ReadOnly))
        return forms;
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1StringView("source"))
            source = xml.readElementText();
        else if (xml.name() == QLatin1StringView("numerusform"))
            forms[source] << xml.readElementText();
    }
    return forms;
}

/// Texts with a number in them, as they are written in the sources.
QStringList written() {
    // A call of `tr` or `translate`, and a literal with %n or %Ln.
    static const QRegularExpression text(
        QStringLiteral("(?:\\btr\\(|translate\\(\"[^\"]*\",)\\s*\"((?:[^\"\\\\]|\\\\.)*%L?n(?:[^\"\\\\]|\\\\.)*)\""));
    QStringList all;
    for (const char* folder : {FAULTLINE_SOURCES "/ui", FAULTLINE_SOURCES "/app/window"}) {
        QDirIterator files(QString::fromUtf8(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            QRegularExpressionMatchIterator found = text.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext())
                all << found.next().captured(1);
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
            // The same text may stand in several contexts, each with its two forms.
            const QStringList all = known.value(text);
            if (all.isEmpty() || all.size() % 2 != 0 || all.contains(QString()) || all.join(QString()).contains(QStringLiteral("(s)")))
                missing << text;
        }
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QStringLiteral("Run `ninja update_translations` and write both forms of: ") + missing.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestPlurals)
#include "test_plurals.moc"

// SPDX-License-Identifier: MIT
#include "article/code_wrap.h"

#include <QTest>

using namespace faultline;

class TestCodeWrap : public QObject {
    Q_OBJECT
private:
    /// Rows as they are seen.
    static QStringList rows(const QString& code, int columns) {
        QString shown = wrappedCode(code, columns);
        shown.replace(QChar(char16_t(0x2028)), u'\n');
        shown.replace(QChar(char16_t(0x00A0)), u' ');
        QStringList lines = shown.split(u'\n');
        for (QString& line : lines) {
            while (line.endsWith(u' '))
                line.chop(1);
        }
        return lines;
    }

private slots:
    void shortLinesStay() {
        QCOMPARE(rows(QStringLiteral("pip:\n  - numpy"), 20), QStringList({"pip:", "  - numpy"}));
        QCOMPARE(rows(QString(), 20), QStringList{QString()});
    }

    void longLinesBreakAtBlanksAndHang() {
        QCOMPARE(rows(QStringLiteral("az ml job show --endpoint-name a --name bb"), 22),
                 QStringList({"az ml job show", "  --endpoint-name a", "  --name bb"}));
    }

    void indentedLinesHangFurther() {
        QCOMPARE(rows(QStringLiteral("    - azureml-core and more"), 18), QStringList({"    - azureml-core", "      and more"}));
    }

    void onlyWordsThatAreTooLongAreBroken() {
        QCOMPARE(rows(QStringLiteral("x AZUREML_MODEL_DIR=/model y"), 16), QStringList({"x", "  AZUREML_MODEL_", "  DIR=/model y"}));
    }

    void whatIsCopiedIsWhatWasWritten_data() {
        QTest::addColumn<QString>("code");
        QTest::newRow("command") << QStringLiteral("docker run --rm -v \"$PWD/model:/model\" -w /code <image> python -c 'import score'");
        QTest::newRow("yaml") << QStringLiteral("dependencies:\n  - python=3.10\n  - pip:\n      - a-very-long-name-of-a-package==1.2.3");
        QTest::newRow("blanks at the end") << QStringLiteral("one two three four      \nfive");
        QTest::newRow("wide letters") << QStringLiteral("日本語のとても長い行 日本語のとても長い行");
    }

    void whatIsCopiedIsWhatWasWritten() {
        QFETCH(QString, code);
        for (int columns = 1; columns < 60; ++columns) {
            const QString wrapped = wrappedCode(code, columns);
            QCOMPARE(unwrappedCode(wrapped), code);
            QCOMPARE(rowsOfCode(wrapped), static_cast<int>(wrapped.count(u'\n') + wrapped.count(QChar(char16_t(0x2028))) + 1));
        }
    }
};

QTEST_APPLESS_MAIN(TestCodeWrap)
#include "test_code_wrap.moc"

// SPDX-License-Identifier: MIT
#include "theme/icons.h"
#include "theme/theme.h"

#include <QImage>
#include <QTest>

using namespace faultline;

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void everyTextCanBeRead_data() {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << Theme::palette(false);
        QTest::newRow("dark") << Theme::palette(true);
        QPalette foreign(QColor(0xef, 0xf0, 0xf1));
        foreign.setColor(QPalette::Accent, QColor(0xf6, 0xd3, 0x2d));
        QTest::newRow("grey with a yellow accent") << foreign;
        QPalette black(Qt::black);
        black.setColor(QPalette::Base, Qt::black);
        black.setColor(QPalette::Text, Qt::white);
        QTest::newRow("black") << black;
    }

    void everyTextCanBeRead() {
        QFETCH(QPalette, palette);
        const Theme theme = Theme::of(palette);
        for (const QColor& text : {theme.text, theme.muted, theme.accent, theme.error, theme.warning, theme.good}) {
            for (const QColor& ground : {theme.window, theme.base})
                QVERIFY2(Theme::contrast(text, ground) >= 4.5, qPrintable(text.name() + " on " + ground.name()));
        }
        QVERIFY(Theme::contrast(theme.error, theme.errorTint) >= 4.5);
        QVERIFY(Theme::contrast(theme.warning, theme.warningTint) >= 4.5);
        QVERIFY(Theme::contrast(theme.good, theme.goodTint) >= 4.5);
        QVERIFY(Theme::contrast(theme.muted, theme.quiet) >= 4.5);
        QVERIFY(Theme::contrast(theme.onAccent, theme.accent) >= 4.0);
        QVERIFY(Theme::contrast(theme.text, theme.selection) >= 4.5);
    }

    void darkIsToldByLightness() {
        QVERIFY(!Theme::of(Theme::palette(false)).dark);
        QVERIFY(Theme::of(Theme::palette(true)).dark);
    }

    void iconsTakeTheirColour() {
        const QImage image = icon(QStringLiteral("sign-error"), QColor(Qt::red)).pixmap(32, 32).toImage();
        QCOMPARE(image.size(), QSize(32, 32));
        QCOMPARE(image.pixelColor(16, 16).rgb(), QColor(Qt::red).rgb());
        QVERIFY(bundledIcon(QStringLiteral("no-such-icon")).isNull());
    }
};

QTEST_MAIN(TestTheme)
#include "test_theme.moc"

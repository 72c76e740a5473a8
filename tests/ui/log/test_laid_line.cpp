// SPDX-License-Identifier: MIT
#include "log/laid_line.h"
#include "theme/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const LineMetrics> metrics(int columns) {
    auto metrics = std::make_shared<LineMetrics>();
    metrics->font = Theme::monospace(QFont());
    const QFontMetricsF measure(metrics->font);
    metrics->characterWidth = measure.horizontalAdvance(u'0');
    metrics->rowHeight = 18;
    metrics->baseline = 13;
    metrics->tabDistance = metrics->characterWidth * 8;
    metrics->wrapWidth = columns > 0 ? metrics->characterWidth * (columns + 0.5) : 0;
    return metrics;
}

LogLinePointer lineOf(const QString& text) {
    auto line = std::make_shared<LogLine>();
    line->text = text;
    return line;
}

} // namespace

class TestLaidLine : public QObject {
    Q_OBJECT

private slots:
    void placesAndColumnsAgree() {
        const LaidLine line(lineOf(u"A line of words"_s), {}, metrics(0));
        for (int column = 0; column <= line.length(); ++column)
            QCOMPARE(line.columnAt(line.pointOf(column) + QPointF(0.5, 5)), column);
        QCOMPARE(line.rows(), 1);
    }

    void emptyLine() {
        const LaidLine line(lineOf({}), {}, metrics(20));
        QCOMPARE(line.rows(), 1);
        QCOMPARE(line.pointOf(0), QPointF(0, 0));
        QCOMPARE(line.columnAt({50, 5}), 0);
        QCOMPARE(line.next(0, true), 0);
        QVERIFY(line.rectsOf(0, 10).isEmpty());
    }

    void longLinesAreLaidOutInPieces() {
        const LaidLine line(lineOf(QString(300'000, u'x')), {}, metrics(0));
        const qreal width = metrics(0)->characterWidth;
        QVERIFY(qAbs(line.width() - 300'000 * width) < 300);
        for (const int column : {0, 255, 256, 257, 5000, 123'456, 299'999, 300'000}) {
            QVERIFY(qAbs(line.pointOf(column).x() - column * width) < 200);
            QCOMPARE(line.columnAt(line.pointOf(column) + QPointF(0.5, 1)), column);
        }
        QCOMPARE(line.next(255, false), 256);
        QCOMPARE(line.previous(256, false), 255);
        const QList<QRectF> rects = line.rectsOf(200, 300);
        qreal covered = 0;
        for (const QRectF& rect : rects)
            covered += rect.width();
        QVERIFY(qAbs(covered - 100 * width) < 5);
    }

    void wrappedRows() {
        const LaidLine line(lineOf(u"one two three four five"_s), {}, metrics(9));
        QCOMPARE(line.rows(), 3); // "one two ", "three ", "four five"
        QCOMPARE(line.rowOf(0), 0);
        QCOMPARE(line.rowOf(8), 1);
        QCOMPARE(line.rowStart(1), 8);
        QCOMPARE(line.rowEnd(1), 13);
        QCOMPARE(line.rowOf(line.rowEnd(0)), 0);
        QCOMPARE(line.columnAt({1000, 5}), 7);
        QCOMPARE(line.rectsOf(0, 23).size(), 3);
    }

    void wrappedLongLine() {
        const LaidLine line(lineOf(QString(10'000, u'x')), {}, metrics(100));
        QCOMPARE(line.rows(), 100);
        QCOMPARE(line.rowOf(5050), 50);
        QCOMPARE(line.columnAt(line.pointOf(5050) + QPointF(0.5, 5)), 5050);
    }

    void charactersOfTwoUnitsStayWhole() {
        QString text(255, u'x');
        text += u"\U0001F600"_s;
        text += QString(2000, u'y');
        const LaidLine line(lineOf(text), {}, metrics(0));
        QCOMPARE(line.next(255, false), 257);
        QCOMPARE(line.previous(257, false), 255);
    }

    void paintsInItsRow() {
        const LaidLine line(lineOf(u"MMMM"_s), {}, metrics(0));
        QImage image(100, 60, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        line.draw(painter, {0, 20}, image.rect());
        painter.end();
        const auto inked = [&](int from, int to) {
            for (int y = from; y < to; ++y)
                for (int x = 0; x < image.width(); ++x)
                    if (qGray(image.pixel(x, y)) < 200)
                        return true;
            return false;
        };
        QVERIFY(inked(20, 38));
        QVERIFY(!inked(0, 20));
        QVERIFY(!inked(38, 60));
    }
};

QTEST_MAIN(TestLaidLine)
#include "test_laid_line.moc"

// SPDX-License-Identifier: MIT
#include "log/laid_line.h"
#include "theme/theme.h"

#include <QImage>
#include <QMap>
#include <QPainter>
#include <QTest>

using namespace faultline;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const LineMetrics> metrics(int columns) {
    auto metrics = std::make_shared<LineMetrics>();
    metrics->setFont(Theme::monospace(QFont()));
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

/// What rectangles cover of each row, in however many pieces: by the top of the row.
QMap<int, QRectF> byRow(const QList<QRectF>& rects) {
    QMap<int, QRectF> rows;
    for (const QRectF& rect : rects)
        rows[qRound(rect.top())] |= rect;
    return rows;
}

/// Whether two rectangles are the same but for what rounding adds up to.
bool isNear(const QRectF& one, const QRectF& two) {
    return (one.topLeft() - two.topLeft()).manhattanLength() < 2 && (one.bottomRight() - two.bottomRight()).manhattanLength() < 2;
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

    void computedPlacesAreThoseOfTheLayout() {
        // A letter beyond Latin-1 makes a line be laid out; the others must stand where they stand in a line that is not.
        QString text;
        for (int i = 0; i < 1200; ++i)
            text += QChar(static_cast<char16_t>(u'!' + i % 90));
        QString other = text;
        other[1199] = u'Ω';
        for (const int columns : {0, 20, 37, 300}) {
            const LaidLine computed(lineOf(text), {}, metrics(columns)), laid(lineOf(other), {}, metrics(columns));
            QVERIFY(metrics(columns)->even);
            QCOMPARE(computed.rows(), laid.rows());
            for (int column = 0; column < 1199; column += 7) {
                const QPointF one = computed.pointOf(column), two = laid.pointOf(column);
                QVERIFY2((one - two).manhattanLength() < 2, qPrintable(u"%1 %2"_s.arg(columns).arg(column)));
                QCOMPARE(computed.columnAt(one + QPointF(1, 5)), laid.columnAt(two + QPointF(1, 5)));
                QCOMPARE(computed.rowOf(column), laid.rowOf(column));
                QCOMPARE(computed.rowStart(computed.rowOf(column)), laid.rowStart(laid.rowOf(column)));
                QCOMPARE(computed.rowEnd(computed.rowOf(column)), laid.rowEnd(laid.rowOf(column)));
                const QMap<int, QRectF> covered = byRow(computed.rectsOf(column / 2, column));
                const QMap<int, QRectF> coveredLaid = byRow(laid.rectsOf(column / 2, column));
                QCOMPARE(covered.isEmpty(), column / 2 == column);
                QCOMPARE(covered.keys(), coveredLaid.keys());
                for (const auto& [row, rect] : covered.asKeyValueRange())
                    QVERIFY2(isNear(rect, coveredLaid[row]), qPrintable(u"%1 %2 row %3"_s.arg(columns).arg(column).arg(row)));
            }
            QCOMPARE(computed.columnAt({1e6, 1e6}), 1200);
            QCOMPARE(computed.columnAt({-5, -5}), 0);
            QCOMPARE(computed.pointOf(1200).x(), computed.pointOf(1199).x() + metrics(0)->characterWidth);
        }
    }

    void paintsOnlyWhatShowsOfALongLine() {
        for (const int columns : {0, 80}) {
            const LaidLine line(lineOf(QString(30'000, u'M')), {}, metrics(columns));
            const QPointF there = line.pointOf(25'000);
            QImage image(200, 60, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            line.draw(painter, QPointF(20, 20) - there, image.rect());
            painter.end();
            int inked = 0;
            for (int x = 0; x < image.width(); ++x)
                for (int y = 20; y < 38; ++y)
                    if (qGray(image.pixel(x, y)) < 128) {
                        ++inked;
                        break;
                    }
            QVERIFY(inked > 60);
        }
    }

    void roomAtBothEnds() {
        const LaidLine line(lineOf(u"text"_s), {}, metrics(0), {100, 50});
        QCOMPARE(line.pointOf(0), QPointF(108, 0));
        QCOMPARE(line.columnAt({3, 5}), 0);
        QCOMPARE(line.columnAt(line.pointOf(2) + QPointF(1, 5)), 2);
        QCOMPARE(line.behind().x(), line.pointOf(4).x() + 8);
        QCOMPARE(line.width(), line.behind().x() + 50);

        // Wrapped: in front a row of its own, behind in the last row or below it.
        for (const int length : {5000, 5010}) {
            const LaidLine wrapped(lineOf(QString(length, u'x')), {}, metrics(100), {100, 300});
            QCOMPARE(wrapped.pointOf(0), QPointF(0, 18));
            QCOMPARE(wrapped.rowOf(250), 3);
            QCOMPARE(wrapped.columnAt({50, 5}), 0);
            QCOMPARE(wrapped.columnAt(wrapped.pointOf(4321) + QPointF(1, 5)), 4321);
            QCOMPARE(wrapped.rows(), 52);
            QCOMPARE(wrapped.behind().y(), 51 * 18.0);
            QCOMPARE(wrapped.columnAt({1000, 51 * 18.0 + 5}), length);
        }
        const LaidLine text(lineOf(u"one two three four five"_s), {}, metrics(9), {20, 20});
        QCOMPARE(text.rows(), 5);
        QCOMPARE(text.rowOf(0), 1);
        QCOMPARE(text.rowStart(2), 8);
        QCOMPARE(text.rowEnd(3), 23);
    }

    void formatsAboveThoseOfTheLine() {
        const LaidLine line(lineOf(QString(600, u'M')), {}, metrics(0));
        QTextCharFormat red;
        red.setForeground(Qt::red);
        QImage image(200, 30, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::blue);
        line.draw(painter, QPointF(100, 0) - line.pointOf(400), image.rect(), {{400, 50, red}});
        painter.end();
        const auto has = [&](int from, int to, const auto& like) {
            for (int x = from; x < to; ++x)
                for (int y = 0; y < 30; ++y)
                    if (like(image.pixelColor(x, y)))
                        return true;
            return false;
        };
        const auto isRed = [](const QColor& c) { return c.red() > 200 && c.green() < 60 && c.blue() < 60; };
        const auto isBlue = [](const QColor& c) { return c.blue() > 200 && c.green() < 60 && c.red() < 60; };
        QVERIFY(has(0, 98, isBlue) && !has(0, 98, isRed));
        QVERIFY(has(102, 200, isRed) && !has(102, 200, isBlue));
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

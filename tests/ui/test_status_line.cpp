// SPDX-License-Identifier: MIT
#include "window/status_line.h"

#include <QAction>
#include <QLabel>
#include <QTest>
#include <QToolButton>

namespace faultline {

/// The line below a log, at every width that a log may have.
class TestStatusLine : public QObject {
    Q_OBJECT

private slots:
    void showsAllWhereThereIsRoom();
    void nothingLiesOverAnother_data();
    void nothingLiesOverAnother();
    void whereThereIsNoRoomThePositionStays();

private:
    static StatusLine::Content content();

    QAction m_next{QStringLiteral("Next finding")};
    QAction m_previous{QStringLiteral("Previous finding")};
};

StatusLine::Content TestStatusLine::content() {
    return {.position = QStringLiteral("Line 1 of about 29,834,179 (70 % read)"),
            .finding = QStringLiteral("Finding 128 of 4,096"),
            .role = QStringLiteral("output of the user's program"),
            .encoding = QStringLiteral("UTF-16 (little-endian)"),
            .lineEnds = QStringLiteral("CRLF"),
            .size = QStringLiteral("4.0 GB")};
}

/// What is to be seen, from left to right: labels and buttons in the order of the line.
static QList<QWidget*> seen(const StatusLine& line) {
    QList<QWidget*> widgets;
    for (QWidget* widget : line.findChildren<QWidget*>()) {
        if (widget->isVisible() && (qobject_cast<QLabel*>(widget) || qobject_cast<QToolButton*>(widget)))
            widgets << widget;
    }
    std::ranges::sort(widgets, {}, [&line](const QWidget* widget) { return widget->mapTo(&line, QPoint()).x(); });
    return widgets;
}

static QStringList texts(const StatusLine& line) {
    QStringList all;
    for (const QWidget* widget : seen(line)) {
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            all << label->text();
    }
    return all;
}

void TestStatusLine::showsAllWhereThereIsRoom() {
    StatusLine line(&m_next, &m_previous);
    line.resize(1600, line.height());
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    line.setContent(content());
    QCOMPARE(seen(line).size(), 8);
    for (const QString& text : {content().position, content().finding, content().role, content().lineEnds, content().size})
        QVERIFY2(texts(line).contains(text), qPrintable(text));
}

void TestStatusLine::nothingLiesOverAnother_data() {
    QTest::addColumn<int>("width");
    for (int width = 420; width <= 1200; width += 20)
        QTest::addRow("%d pixels", width) << width;
}

void TestStatusLine::nothingLiesOverAnother() {
    QFETCH(const int, width);
    m_next.setShortcut(QKeySequence(QStringLiteral("F8")));
    m_previous.setShortcut(QKeySequence(QStringLiteral("Shift+F8")));
    StatusLine line(&m_next, &m_previous);
    line.resize(width, line.height());
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    line.setContent(content());
    // The text changes while a log is read; so does what fits.
    StatusLine::Content read = content();
    read.position = QStringLiteral("Line 29,834,179 of 29,834,179");
    line.setContent(read);
    QCoreApplication::processEvents();
    QCOMPARE(texts(line).value(0), read.position);
    int end = 0;
    for (const QWidget* widget : seen(line)) {
        const int left = widget->mapTo(&line, QPoint()).x();
        QVERIFY2(left >= end,
                 qPrintable(QStringLiteral("%1 begins at %2, within what ends at %3").arg(widget->accessibleName()).arg(left).arg(end)));
        // What is there can be read: a word of a label at least.
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            QVERIFY2(widget->width() >= std::min(widget->sizeHint().width(), 40), qPrintable(label->text()));
        end = left + widget->width();
    }
    QVERIFY2(end <= width, qPrintable(QString::number(end)));
}

void TestStatusLine::whereThereIsNoRoomThePositionStays() {
    StatusLine line(&m_next, &m_previous);
    line.resize(300, line.height());
    line.show();
    QVERIFY(QTest::qWaitForWindowExposed(&line));
    line.setContent(content());
    QCOMPARE(texts(line).value(0), content().position);
    QVERIFY(!texts(line).contains(content().role));
    QVERIFY(!texts(line).contains(content().size));
}

} // namespace faultline

using faultline::TestStatusLine;
QTEST_MAIN(TestStatusLine)
#include "test_status_line.moc"

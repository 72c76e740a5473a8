// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QColor>
#include <QIconEngine>
#include <QString>

namespace faultline {

/// Paints an SVG of one colour (`currentColor`) in the colour that the palette has for text at that moment, or in a fixed one.
/// Pixmaps are cached by colour and size, so following a change of theme costs nothing but the repaint.
class SvgIconEngine : public QIconEngine {
public:
    explicit SvgIconEngine(QString file, QColor fixed = {});

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QIconEngine* clone() const override;
    QString key() const override;
    bool isNull() override;

private:
    [[nodiscard]] QColor colour(QIcon::Mode mode) const;

    QString m_file;
    QByteArray m_svg;
    QColor m_fixed;
};

} // namespace faultline

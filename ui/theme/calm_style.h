// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace faultline {

/// The look of the program: Fusion with hair lines, round corners and one accent colour, all taken from `Theme`.
///
/// Set it once on the application. A push button with the property `primary` set to true is filled with the accent; there should be one at
/// most in a view. A tool button with the property `outlined` gets the frame of a push button.
class CalmStyle : public QProxyStyle {
    Q_OBJECT
public:
    CalmStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#include "theme/theme.h"

#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace faultline {

namespace {

struct Table {
    QRgb window, base, text, muted, line, accent, error, errorTint, warning, warningTint, good, selection, quiet, onAccent;
};

constexpr Table lightTable{0xfff4f5f7, 0xffffffff, 0xff1d2330, 0xff667085, 0xffe1e4ea, 0xff2f6fed, 0xffc4302b,
                           0xfffdeceb, 0xffa86200, 0xfffff3dc, 0xff2c7a3f, 0xffe3ecfd, 0xffeef0f3, 0xffffffff};
constexpr Table darkTable{0xff1c1f25, 0xff15181d, 0xffe4e7ec, 0xff98a2b3, 0xff2c313b, 0xff7ea6ff, 0xffff8f88,
                          0xff3b2022, 0xffffc26b, 0xff3a2e18, 0xff7fd08f, 0xff26324a, 0xff272b33, 0xff10141c};

const Table& table(bool dark) {
    return dark ? darkTable : lightTable;
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

/// `colour`, moved towards `text` just as far as it takes to be read on all of `grounds`.
QColor readable(QColor colour, const QColor& text, std::initializer_list<QColor> grounds) {
    const QColor start = colour;
    for (int step = 1; step <= 20; ++step) {
        const bool enough = std::ranges::all_of(grounds, [&](const QColor& ground) { return Theme::contrast(colour, ground) >= 4.5; });
        if (enough)
            return colour;
        colour = Theme::mix(start, text, step / 20.0);
    }
    return colour;
}

} // namespace

double Theme::contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

QColor Theme::mix(const QColor& under, const QColor& over, double share) {
    const auto channel = [share](double from, double to) { return static_cast<float>(from + (to - from) * share); };
    return QColor::fromRgbF(channel(under.redF(), over.redF()), channel(under.greenF(), over.greenF()),
                            channel(under.blueF(), over.blueF()));
}

Theme Theme::of(const QPalette& palette) {
    Theme theme;
    theme.window = palette.color(QPalette::Active, QPalette::Window);
    theme.base = palette.color(QPalette::Active, QPalette::Base);
    theme.text = palette.color(QPalette::Active, QPalette::Text);
    theme.dark = luminance(theme.window) < 0.2;

    const Table& ours = table(theme.dark);
    theme.onAccent = QColor(ours.onAccent);
    theme.errorTint = mix(theme.base, QColor(ours.error), theme.dark ? 0.16 : 0.09);
    theme.warningTint = mix(theme.base, QColor(ours.warning), theme.dark ? 0.16 : 0.12);
    if (theme.base == QColor(ours.base)) {
        theme.errorTint = QColor(ours.errorTint);
        theme.warningTint = QColor(ours.warningTint);
    }
    theme.goodTint = mix(theme.base, QColor(ours.good), theme.dark ? 0.18 : 0.12);
    theme.quiet = mix(theme.base, theme.text, theme.dark ? 0.08 : 0.065);
    theme.line = mix(theme.base, theme.text, theme.dark ? 0.115 : 0.13);

    theme.muted = readable(QColor(ours.muted), theme.text, {theme.window, theme.base, theme.quiet});
    theme.error = readable(QColor(ours.error), theme.text, {theme.window, theme.base, theme.errorTint});
    theme.warning = readable(QColor(ours.warning), theme.text, {theme.window, theme.base, theme.warningTint});
    theme.good = readable(QColor(ours.good), theme.text, {theme.window, theme.base, theme.goodTint});

    const QColor accent = palette.color(QPalette::Active, QPalette::Accent);
    theme.selection = mix(theme.base, accent, theme.dark ? 0.2 : 0.135);
    theme.accent = readable(accent, theme.text, {theme.window, theme.base});
    if (contrast(theme.onAccent, theme.accent) < 4.5)
        theme.onAccent = contrast(Qt::white, theme.accent) >= contrast(Qt::black, theme.accent) ? QColor(Qt::white) : QColor(Qt::black);
    return theme;
}

QPalette Theme::palette(bool dark) {
    const Table& ours = table(dark);
    const QColor window(ours.window);
    const QColor base(ours.base);
    const QColor text(ours.text);
    const QColor line(ours.line);

    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) { palette.setColor(QPalette::All, role, colour); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, base);
    set(QPalette::AlternateBase, mix(base, window, 0.6));
    set(QPalette::Text, text);
    set(QPalette::PlaceholderText, QColor(ours.muted));
    set(QPalette::Button, base);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, QColor(ours.error));
    set(QPalette::Light, dark ? mix(window, text, 0.12) : base);
    set(QPalette::Midlight, mix(window, dark ? text : base, dark ? 0.08 : 0.5));
    set(QPalette::Mid, line);
    set(QPalette::Dark, mix(line, text, 0.3));
    set(QPalette::Shadow, dark ? QColor(Qt::black) : mix(line, text, 0.5));
    set(QPalette::Highlight, QColor(ours.accent));
    set(QPalette::HighlightedText, QColor(ours.onAccent));
    set(QPalette::Accent, QColor(ours.accent));
    set(QPalette::Link, QColor(ours.accent));
    set(QPalette::LinkVisited, QColor(ours.accent));
    set(QPalette::ToolTipBase, dark ? mix(window, text, 0.1) : base);
    set(QPalette::ToolTipText, text);

    const QColor faint = mix(window, text, dark ? 0.38 : 0.42);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    palette.setColor(QPalette::Disabled, QPalette::Accent, line);
    return palette;
}

QFont Theme::monospace(const QFont& text) {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    const QFontInfo info(text);
    // Monospace letters are wide and look larger than a text font of the same size.
    font.setPixelSize(std::max(9, qRound(info.pixelSize() * 0.95)));
    return font;
}

} // namespace faultline

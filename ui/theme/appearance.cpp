// SPDX-License-Identifier: MIT
#include "theme/appearance.h"

#include "theme/calm_style.h"
#include "theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleHints>

namespace faultline {

namespace {

/// Fusion shows its own grey when no platform theme hands it colours.
bool isStandardPalette(const QPalette& palette, const QStyle& style) {
    const QPalette standard = style.standardPalette();
    return palette.color(QPalette::Window) == standard.color(QPalette::Window) &&
           palette.color(QPalette::Base) == standard.color(QPalette::Base) &&
           palette.color(QPalette::Text) == standard.color(QPalette::Text);
}

} // namespace

Appearance::Appearance(QApplication& application, Choice choice) : QObject(&application), m_application(application), m_choice(choice) {
    application.setStyle(new CalmStyle);
    m_systemPalette = QApplication::palette();
    m_systemHasColours = !isStandardPalette(m_systemPalette, *QApplication::style());
    m_systemIsDark = Theme::of(m_systemPalette).dark;

    if (!m_systemHasColours) {
        QFont font = QApplication::font();
        for (const QString& family : {QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("Cantarell")}) {
            if (QFontDatabase::hasFamily(family)) {
                font.setFamilies({family});
                break;
            }
        }
        font.setPixelSize(13);
        QApplication::setFont(font);
    }
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Appearance::apply);
    apply();
}

void Appearance::choose(Choice choice) {
    if (m_choice == choice)
        return;
    m_choice = choice;
    apply();
}

void Appearance::apply() {
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    const bool systemDark = scheme == Qt::ColorScheme::Unknown ? m_systemIsDark : scheme == Qt::ColorScheme::Dark;
    const bool dark = m_choice == Choice::System ? systemDark : m_choice == Choice::Dark;
    if (m_systemHasColours && dark == systemDark)
        QApplication::setPalette(QPalette());
    else
        QApplication::setPalette(Theme::palette(dark));
}

} // namespace faultline

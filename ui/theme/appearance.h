// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPalette>

class QApplication;

namespace faultline {

/// Light or dark: follows the system, or what the user chose instead of it.
///
/// Create one after the application object and before the first widget; it sets style, palette and, where the system has none of its own, font.
/// A system that brings its colours keeps them; one that brings none gets `Theme::palette`.
class Appearance : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    explicit Appearance(QApplication& application, Choice choice = Choice::System);

    [[nodiscard]] Choice choice() const { return m_choice; }
    void choose(Choice choice);

private:
    void apply();

    QApplication& m_application;
    QPalette m_systemPalette;
    bool m_systemHasColours = false;
    bool m_systemIsDark = false;
    Choice m_choice;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace faultline {

/// A word on a tint with round ends: what kind of card it stands on. Said by the word, coloured besides.
class Chip : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Error, Warning, Quiet };

    Chip(const QString& text, Tone tone, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont chipFont() const;

    QString m_text;
    Tone m_tone;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "text/encoding.h"

#include <QMenu>

#include <optional>

class QActionGroup;

namespace faultline {

/// The encodings that a log can be read in, as a menu: what its bytes tell, and those that logs have in the field.
class EncodingMenu : public QMenu {
    Q_OBJECT
public:
    explicit EncodingMenu(QWidget* parent = nullptr);

    /// Marks what is in use: the one that was chosen, or else the detected one by its name.
    void setCurrent(const std::optional<Encoding>& chosen, const QString& inUse);

signals:
    /// None: as its bytes tell.
    void encodingChosen(const std::optional<faultline::Encoding>& encoding);

private:
    QAction* m_detected;
    QActionGroup* m_group;
};

} // namespace faultline

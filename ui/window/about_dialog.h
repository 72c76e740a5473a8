// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/knowledge_base.h"

#include <QDialog>

namespace faultline {

/// What this program is, which version of what, that it never uses the network, and whose work is in it.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    /// `knowledge` is asked for the versions of its packs, now; null while it is loaded.
    explicit AboutDialog(const KnowledgeBase* knowledge, QWidget* parent = nullptr);
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "article/flow_text.h"

#include <QUrl>
#include <QWidget>

namespace faultline {

/// An article's Markdown as a column of paragraphs, list items and code boxes.
///
/// Links are only reported. Whoever shows the view decides what opens; nothing does by itself.
class MarkdownView : public QWidget {
    Q_OBJECT
public:
    explicit MarkdownView(const QString& markdown, const FlowText::CodeLinker& linker = {}, QWidget* parent = nullptr);

signals:
    void linkActivated(const QUrl& address);
    /// The mouse or focus is on a link; empty when it left.
    void linkHovered(const QString& address);
};

} // namespace faultline

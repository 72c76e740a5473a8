// SPDX-License-Identifier: MIT
#pragma once

#include <QTextBrowser>

#include <functional>

namespace faultline {

/// A piece of text that is as tall as it needs to be, selectable, with keyboard access to its links.
///
/// Shows Markdown without HTML and never fetches anything: no image, no style sheet, neither from the network nor from the disk. Nothing happens
/// on a click but `anchorClicked`.
class FlowText : public QTextBrowser {
    Q_OBJECT
public:
    struct CodeLink {
        QString address; ///< empty: no link
        QString tip;     ///< plain text
    };
    /// Asked for each piece of inline code whether it names a place in the job.
    using CodeLinker = std::function<CodeLink(const QString& code)>;

    explicit FlowText(QWidget* parent = nullptr);

    void setMarkdownText(const QString& markdown, CodeLinker linker = {});
    /// Verbatim, in monospace.
    void setCode(const QString& code);

    QVariant loadResource(int type, const QUrl& name) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void render();
    void decorate();
    void fitHeight();

    QString m_source;
    bool m_isCode = false;
    bool m_rendering = false;
    CodeLinker m_linker;
};

} // namespace faultline

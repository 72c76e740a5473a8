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
    /// Verbatim, in monospace. Lines that are too long go on below, two columns in, and are broken within a word only where it is longer than a line;
    /// what is selected and copied has no such breaks.
    void setCode(const QString& code);

    QVariant loadResource(int type, const QUrl& name) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void changeEvent(QEvent* event) override;
    QMimeData* createMimeDataFromSelection() const override;

private:
    void render();
    void decorate();
    void wrapCode(int width);
    [[nodiscard]] int codeColumns(int width) const;

    QString m_source;
    bool m_isCode = false;
    int m_columns = 0; ///< that code is wrapped to
    int m_rows = 1;
    bool m_rendering = false;
    CodeLinker m_linker;
};

} // namespace faultline

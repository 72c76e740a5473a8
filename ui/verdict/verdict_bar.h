// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"
#include "scan/scanner.h"
#include "text/message.h"
#include "verdict/verdict_text.h"

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace faultline {

/// The line at the top that answers the question: why it failed, how far that reaches, and the way to it.
///
/// The same place shows progress while logs are read, a quiet line for a job that went well, an honest one for what is not known, and what to
/// do when nothing could be opened. Call one of the `show…` functions for each change of state; the bar keeps none of its own.
class VerdictBar : public QFrame {
    Q_OBJECT
public:
    explicit VerdictBar(QWidget* parent = nullptr);

    void showOpening(const QString& path, const ListingProgress& progress);
    void showProgress(const ScanProgress& progress);
    void showDiagnosis(const Diagnosis& diagnosis, std::size_t run, bool cancelled = false);
    /// Stopped before anything was known.
    void showCancelled(const QString& path);
    void showError(const Message& message);

    /// What a screen reader is told; also handy in tests.
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString sentence() const { return m_text.sentence; }
    [[nodiscard]] QString facts() const;
    [[nodiscard]] VerdictText::Tone tone() const { return m_text.tone; }

signals:
    void showLineRequested();
    void adviceRequested();
    void whyRequested();
    void skippedRequested();
    /// The reader wants to look at another run; `at` (global) is where a menu may open.
    void runsRequested(const QPoint& at);
    void cancelRequested();
    void retryRequested();
    void openRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Buttons { None, Cancel, Verdict, Retry, Open };

    void apply();
    void setButtons(Buttons buttons);
    void setBusy(bool busy);
    [[nodiscard]] QColor toneColour() const;
    [[nodiscard]] QString factsHtml() const;
    [[nodiscard]] QString chainHtml() const;
    void fitChain();

    VerdictText m_text;
    QString m_progressText;

    QLabel* m_sign;
    QLabel* m_title;
    QLabel* m_quote;
    QLabel* m_sentence;
    QLabel* m_facts;
    QLabel* m_chain;
    QPushButton* m_showLine;
    QPushButton* m_advice;
    QPushButton* m_cancel;
    QPushButton* m_retry;
    QPushButton* m_open;
    QProgressBar* m_progress;
    bool m_opening = false; ///< what the bar shows is the listing, not the reading
};

} // namespace faultline

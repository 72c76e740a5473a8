// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QUrl>
#include <QWidget>

#include <functional>

class QGridLayout;
class QVBoxLayout;

namespace faultline {

/// What stands under the head of a card: sections of text, places and links, one below the other.
///
/// The `add…` functions append; nothing is ever taken away. Presses are reported by signals.
class CardBody : public QWidget {
    Q_OBJECT
public:
    explicit CardBody(DiagnosisPointer diagnosis, QWidget* parent = nullptr);

    void addHeading(const QString& text);
    void addSpace();
    void addText(const QString& plain);
    /// Likewise, with `code` in back-quotes.
    void addSentence(const QString& sentence);
    void addMuted(const QString& plain);
    /// Verbatim lines of a log.
    void addQuote(const QString& plain);
    /// An article's text; paths in it that exist in the job become links.
    void addMarkdown(const QString& markdown, const Finding& finding);
    void addPlaces(const std::vector<Place>& places, std::uint64_t total, std::size_t run);
    /// Where to look next, in a run: the line, or that the file holds nothing of the kind, or that there is no such file.
    void addStep(const Step& step, std::size_t run);
    /// A line that leads to a place, with muted words behind it.
    void addPlaceLine(const QString& text, const QString& note, const Place* place);
    /// A name and its value, side by side with those before and after.
    void addValue(const QString& name, const QString& value);
    void addWebLink(const QString& address);
    void addAction(const QString& text, const std::function<void()>& pressed);

    /// The widget of the last heading, to scroll to.
    [[nodiscard]] QWidget* lastHeading() const { return m_lastHeading; }

    /// `https://learn.microsoft.com/…/how-to-troubleshoot` as `How to troubleshoot`.
    [[nodiscard]] static QString linkTitle(const QString& address);

signals:
    void placeRequested(quint64 file, faultline::LineNumber line);
    void webLinkRequested(const QUrl& address);
    void linkHovered(const QString& address);
    /// An index into `Diagnosis::runs`.
    void runRequested(quint64 run);
    void inputsRequested();
    void articleRequested(const QString& id);
    /// An index into `Diagnosis::dismissed`.
    void restoreRequested(quint64 dismissed);

private:
    [[nodiscard]] std::string rootOf(std::size_t run) const;

    DiagnosisPointer m_diagnosis;
    QVBoxLayout* m_column;
    QWidget* m_lastHeading = nullptr;
    QGridLayout* m_values = nullptr; ///< of the rows that were added last
};

/// The whole body for a finding: reason, solution, next steps, where it shows, why it is the cause, links.
[[nodiscard]] CardBody* makeFindingBody(const DiagnosisPointer& diagnosis, std::size_t finding);

/// Likewise for lines that no article explains.
[[nodiscard]] CardBody* makeUnexplainedBody(const DiagnosisPointer& diagnosis, std::size_t unexplained);

} // namespace faultline

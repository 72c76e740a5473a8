// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/card_spec.h"
#include "diagnosis/diagnosis.h"

#include <QHash>
#include <QScrollArea>
#include <QUrl>

#include <vector>

class QVBoxLayout;

namespace faultline {

class LinkButton;
class MutedLabel;
class TextColumn;

/// The right pane: what was found in one run, as cards. What the verdict rests on stands open; what it explains and the harmless stay folded below.
///
/// While partial diagnoses come in, cards that say the same as before are kept, so nothing jumps under the reader's eyes. What they folded stays folded as long
/// as the same path is open.
class DiagnosisPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit DiagnosisPanel(QWidget* parent = nullptr);

    /// Null leaves only the empty text. `run` is the one that is shown; where there is nothing to tell of it, that is said in place of the empty text.
    void setDiagnosis(const DiagnosisPointer& diagnosis, std::size_t run);
    /// Said while there is no diagnosis.
    void setEmptyText(const QString& text);
    [[nodiscard]] QString emptyText() const;
    /// Opens the card of a finding, or the one that mentions it, and scrolls to it.
    void showFinding(std::size_t finding);
    /// Scrolls to the card that the verdict rests on.
    void showVerdict();
    /// Scrolls to the steps that mend it: of the cause, or of what is known of such exceptions in general.
    void showSolution();
    /// Scrolls to the sentence that says why the verdict is what it is.
    void showWhy();
    void showSkipped();
    /// Puts the keyboard on the first card, in sight.
    void focusFirst();

    /// Cards from top to bottom.
    [[nodiscard]] std::vector<Card*> cards() const;

signals:
    void placeRequested(quint64 file, faultline::LineNumber line);
    void findingSelected(quint64 finding);
    void webLinkRequested(const QUrl& address);
    void linkHovered(const QString& address);
    void copyRequested(quint64 finding);
    void articleRequested(const QString& id);
    /// The reader says that this finding is not the cause here …
    void dismissRequested(quint64 finding);
    /// … or takes that back; an index into `Diagnosis::dismissed`.
    void restoreRequested(quint64 dismissed);
    /// The reader wants to look at another run.
    void runRequested(quint64 run);
    /// The reader wants to see all failed inputs.
    void inputsRequested();

private:
    struct Shown {
        QString key, fingerprint;
        Card* card;
        std::size_t finding;
        std::vector<std::size_t> mentions;
    };

    /// `keepsCards`: those that say the same as before stay.
    void rebuild(bool keepsCards);
    Card* makeCard(const CardSpec& spec);
    void addMore(const QString& text, std::size_t CardLimits::* limit);
    void scrollTo(QWidget* widget);
    void openAndShow(const QString& key, const QString& part);
    void showPart(const QString& part);

    DiagnosisPointer m_diagnosis;
    std::size_t m_run = 0;
    TextColumn* m_content;
    QVBoxLayout* m_column;
    MutedLabel* m_empty;
    std::vector<Shown> m_shown;
    std::vector<LinkButton*> m_more;
    QHash<QString, bool> m_openByHand;
    CardLimits m_limits;
};

} // namespace faultline

// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/card.h"
#include "diagnosis/diagnosis.h"

#include <QHash>
#include <QScrollArea>
#include <QUrl>

#include <vector>

class QVBoxLayout;

namespace faultline {

class CardBody;
class MutedLabel;

/// The right pane: what was found, as cards. The cause stands open; what it explains and the harmless stay folded below.
///
/// While partial diagnoses come in, cards that say the same as before are kept, so nothing jumps under the reader's eyes and what they folded
/// stays folded.
class DiagnosisPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit DiagnosisPanel(QWidget* parent = nullptr);

    /// Null leaves only the empty text.
    void setDiagnosis(const DiagnosisPointer& diagnosis);
    /// Said above the cards while there is nothing but noise.
    void setEmptyText(const QString& text);
    /// Opens the card of a finding and scrolls to it.
    void showFinding(std::size_t finding);
    /// Scrolls to the cause's solution.
    void showSolution();
    /// Scrolls to the sentence that says why the cause is the cause.
    void showWhy();
    void showSkipped();
    /// Puts the keyboard on the first card.
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

private:
    struct Spec {
        QString key;         ///< the same thing in the next diagnosis has the same
        QString fingerprint; ///< differs when anything shown does
        Card::Look look;
        bool open = false;
        std::size_t finding = nowhere;
        std::function<CardBody*()> makeBody;
    };
    struct Shown {
        QString key, fingerprint;
        Card* card;
        std::size_t finding;
    };

    [[nodiscard]] std::vector<Spec> compose();
    [[nodiscard]] Spec findingSpec(std::size_t finding) const;
    [[nodiscard]] Spec unexplainedSpec(std::size_t index) const;
    [[nodiscard]] Spec noiseSpec(const std::vector<std::size_t>& findings) const;
    [[nodiscard]] Spec failedInputsSpec() const;
    [[nodiscard]] Spec skippedSpec() const;
    [[nodiscard]] Spec dismissedSpec();
    void rebuild();
    Card* makeCard(const Spec& spec);
    void scrollTo(QWidget* widget);
    void openAndShow(const QString& key, const QString& part);

    DiagnosisPointer m_diagnosis;
    QVBoxLayout* m_column;
    MutedLabel* m_empty;
    std::vector<Shown> m_shown;
    QHash<QString, bool> m_openByHand;
    std::size_t m_findingLimit;
    bool m_anything = false; ///< more than noise
};

} // namespace faultline

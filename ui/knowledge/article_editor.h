// SPDX-License-Identifier: MIT
#pragma once

#include "knowledge/article_draft.h"
#include "scan/pattern_trial.h"
#include "text/line_number.h"

#include <QDialog>

#include <map>
#include <set>

class QComboBox;
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QTabWidget;
class QTimer;
class QToolButton;
class QVBoxLayout;

namespace faultline {

class ExamplesEditor;
class FaultList;
class MessageStrip;
class MutedLabel;
class TrialView;

/// A window to write an article of one's own: from a line of a log, or one that was saved before.
///
/// What is written is shown as people will read it, and its pattern is tried on the open job, all while writing. Saves into the user's own pack, in the
/// background, and tells so; whoever opened it loads the knowledge again.
class ArticleEditor : public QDialog {
    Q_OBJECT
public:
    struct Context {
        KnowledgeBasePointer knowledge; ///< must not be null
        JobPointer job;                 ///< to try patterns on; may be null
        QString ownPack;                ///< folder of the user's own pack
    };

    /// A new article from a line.
    ArticleEditor(Context context, const ArticleSeed& seed, QWidget* parent = nullptr);
    /// An article of the user's own pack, to be changed.
    ArticleEditor(Context context, const Article& article, QWidget* parent = nullptr);

    /// The article as it is written now.
    [[nodiscard]] Article article() const;
    [[nodiscard]] const std::vector<DraftFault>& faults() const { return m_faults; }
    void save();

    void reject() override;

signals:
    void saved(const QString& id);
    void placeRequested(quint64 file, faultline::LineNumber line);

private:
    ArticleEditor(Context context, Article article, const QString& title, QWidget* parent);
    QWidget* makeForm();
    QWidget* makeRolesButton();
    QWidget* makeKinds();
    void addField(QVBoxLayout* column, DraftField field, const QString& heading, const QString& help, QWidget* editor);
    void fill();
    void touched(DraftField field);
    void showRoles();
    void check();
    void showFaults();
    void showPreview();
    void focusField(DraftField field);
    void saveEnded(const Expected<std::string>& path);

    Context m_context;
    Article m_original; ///< as it was opened: keeps what the form does not show
    std::string m_previousId, m_previousPath;
    std::vector<DraftFault> m_faults;
    std::set<DraftField> m_touched;
    bool m_showAll = false; ///< saving was tried: every fault is shown
    bool m_changed = false;
    bool m_saving = false;

    QTimer* m_delay;
    MessageStrip* m_strip;
    QLineEdit* m_title;
    QLineEdit* m_summary;
    QLineEdit* m_id;
    QPlainTextEdit* m_pattern;
    MutedLabel* m_patternNote;
    QToolButton* m_roles;
    QMenu* m_rolesMenu;
    QComboBox* m_role;
    QComboBox* m_severity;
    QComboBox* m_stage;
    QPlainTextEdit* m_reason;
    QPlainTextEdit* m_solution;
    ExamplesEditor* m_examples;
    std::map<DraftField, FaultList*> m_faultLists;
    std::map<DraftField, QWidget*> m_editors;
    QScrollArea* m_form;
    QScrollArea* m_preview;
    QTabWidget* m_tabs;
    TrialView* m_trial;
    MutedLabel* m_state;
    QPushButton* m_save;
};

} // namespace faultline

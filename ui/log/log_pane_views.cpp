// SPDX-License-Identifier: MIT
// How LogPane shows logs, and what it says about the one that shows.
#include "log/log_pane.h"

#include "log/bookmarks.h"
#include "log/encoding_menu.h"
#include "log/log_marks.h"
#include "text/words.h"
#include "window/message_strip.h"

#include <QAction>
#include <QActionGroup>

#include <algorithm>

namespace faultline {

void LogPane::applyMarks(LogView* view) {
    if (view->document())
        view->setMarks(m_diagnosis ? marksOf(*m_diagnosis, view->document()->file()) : QList<LogMark>());
    view->setCurrentFinding(m_finding);
}

void LogPane::applyKnowledge(LogView* view) {
    if (!m_diagnosis || !m_diagnosis->knowledge)
        view->setRuntimeFrames({});
    else
        view->setRuntimeFrames(
            [knowledge = m_diagnosis->knowledge](std::string_view file) { return knowledge->layouts().isRuntimeFrame(file); });
}

void LogPane::applyOptions(LogView* view) {
    view->setWordWrap(m_actions.wrap->isChecked());
    view->setFoldFrames(m_actions.foldFrames->isChecked());
    view->setOnlyTelling(m_actions.onlyTelling->isChecked());
    if (const QAction* const width = m_actions.tabWidths->checkedAction())
        view->setTabWidth(width->data().toInt());
    if (const QAction* const mode = m_actions.ansiModes->checkedAction(); mode && view->document())
        view->document()->setAnsi(static_cast<AnsiMode>(mode->data().toInt()));
}

void LogPane::chooseEncoding(const std::optional<Encoding>& encoding) {
    LogView* const shown = view();
    if (!shown)
        return;
    const std::string& path = m_job->files[shown->document()->file()].path;
    if (encoding)
        m_chosenEncodings.insert_or_assign(path, *encoding);
    else
        m_chosenEncodings.erase(path);
    m_strip->hide();
    shown->document()->setEncoding(encoding);
}

void LogPane::showEncoding() {
    const LogView* const shown = view();
    m_encodings->setEnabled(shown != nullptr);
    if (shown)
        m_encodings->setCurrent(shown->document()->chosenEncoding(), shown->document()->encodingName());
}

void LogPane::setZoom(int steps) {
    steps = std::clamp(steps, -6, 24);
    if (steps == m_zoom)
        return;
    m_zoom = steps;
    for (LogView* const shown : views())
        shown->setZoom(steps);
    emit zoomChanged(steps);
}

LogPane::Status LogPane::status() const {
    Status status;
    const LogView* const shown = view();
    if (!shown)
        return status;
    const LogDocument& document = *shown->document();
    const JobFile& file = m_job->files[document.file()];
    status.file = document.file();
    status.line = shown->currentLine();
    status.indexing = !document.isComplete() && !document.failure();
    status.percent = document.percent();
    if (document.lineCount() > 0) {
        const QString known = document.isEstimated(status.line) ? tr("Line about %L1 of about %L2") : tr("Line %L1 of about %L2");
        status.position = (status.indexing ? known : tr("Line %L1 of %L2")).arg(status.line.shown()).arg(document.lineCount());
        if (const TextRange& selected = shown->selection(); selected.from().line != selected.to().line)
            status.position +=
                tr(" · %Ln line(s) selected", nullptr,
                   forPlural(selected.to().line.index() - selected.from().line.index() + (selected.to().column > 0 ? 1 : 0)));
        if (shown->onlyTelling())
            status.position += shown->levels().isRunning() ? tr(" · looking for warnings, %1 %").arg(shown->levels().percent())
                                                           : tr(" · only warnings and errors");
    }
    QStringList role;
    if (m_diagnosis && m_diagnosis->knowledge)
        role.append(toText(m_diagnosis->knowledge->layouts().role(file.role).title));
    if (!file.node.empty())
        role.append(tr("node %1").arg(toText(file.node)));
    if (!file.process.empty())
        role.append(toText(file.process));
    role.removeAll(QString());
    status.role = role.join(QStringLiteral(" · "));
    status.encoding = document.encodingName();
    status.lineEnds = document.lineEnds();
    status.size = sizeText(document.size());
    return status;
}

QString LogPane::shortName(const Job& job, std::size_t file) {
    const std::string& path = job.files[file].path;
    std::size_t start = path.size();
    while (start > 0) {
        const std::size_t slash = path.rfind('/', start - 1);
        if (slash == std::string::npos || slash == 0)
            return toText(path);
        const std::string_view end = std::string_view(path).substr(slash);
        const auto same = std::ranges::count_if(
            job.files, [end](const JobFile& other) { return std::string_view(other.path).ends_with(end) || other.path == end.substr(1); });
        if (same <= 1)
            return toText(end.substr(1));
        start = slash;
    }
    return toText(path);
}

} // namespace faultline

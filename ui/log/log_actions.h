// SPDX-License-Identifier: MIT
#pragma once

class QAction;
class QActionGroup;
class QObject;

namespace faultline {

/// The actions of the log pane, with texts, icons and default shortcuts. Owned by `parent`; what they do is connected by the pane.
struct LogActions {
    explicit LogActions(QObject* parent);

    QAction *find, *findNext, *findPrevious, *goToLine;
    QAction* reload; ///< one log; F5 is the window's and reads the whole job, whose logs stay open
    QAction *wrap, *zoomIn, *zoomOut, *zoomReset;
    QAction* foldFrames;     ///< all runs of frames of the runtime
    QAction *fold, *unfold;  ///< those at the caret
    QAction* onlyTelling;    ///< the level filter
    QActionGroup* tabWidths; ///< each with its width in characters in `data`
    QActionGroup* ansiModes; ///< each with its `AnsiMode` as int in `data`
    QAction *copy, *copyWithPlace, *selectAll;
    QAction *closeTab, *closeOtherTabs, *nextTab, *previousTab;
    QAction *back, *forward;
    QAction *openBeside, *moveBeside, *nextGroup; ///< columns side by side
    QAction *toggleBookmark, *nextBookmark, *previousBookmark;
};

} // namespace faultline

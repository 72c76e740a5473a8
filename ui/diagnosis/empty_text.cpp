// SPDX-License-Identifier: MIT
#include "diagnosis/empty_text.h"

#include "report/job_content.h"
#include "text/words.h"

#include <QCoreApplication>

namespace faultline {

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(faultline::DiagnosisPanel)
};

} // namespace

QString emptyTextOf(const Diagnosis& diagnosis, std::size_t run) {
    if (!diagnosis.final)
        return Say::tr("Nothing was found so far.");
    switch (contentOf(diagnosis)) {
    case JobContent::NoFiles: return Say::tr("There are no files in here. Open the folder that holds the job's logs.");
    case JobContent::NothingRead:
        return Say::tr("Nothing in here could be read, so nothing is known. What was left out, and why, stands below.");
    case JobContent::NoLogs:
        return Say::tr("None of these files is a log that is known, so nothing was diagnosed. "
                       "You can read them all the same; if they are logs, an article can teach what they mean.");
    case JobContent::EmptyLogs: return Say::tr("The logs are empty: the processes wrote nothing.");
    case JobContent::Definitions: return Say::tr("Only saved definitions are here, and nothing in them is known to make a job fail.");
    case JobContent::Logs: break;
    }
    QString text = Say::tr("Nothing in these logs points to a failure.");
    if (run < diagnosis.runs.size() && !diagnosis.runs[run].outcomeWhy.empty())
        text += u'\n' + Say::tr("%1: %2", "outcome and its evidence")
                            .arg(outcomeText(diagnosis.runs[run].outcome), toText(diagnosis.runs[run].outcomeWhy));
    return text;
}

} // namespace faultline

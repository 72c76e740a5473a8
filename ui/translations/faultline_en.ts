<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>faultline::ArticleEditor</name>
    <message numerus="yes">
        <source>%n kind(s) of file</source>
        <translation>
            <numerusform>%n kind of file</numerusform>
            <numerusform>%n kinds of file</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to do before it can be saved.</source>
        <translation>
            <numerusform>%n thing to do before it can be saved.</numerusform>
            <numerusform>%n things to do before it can be saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::ArticlePage</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A table has %Ln row(s) or more in which %1.</source>
        <translation>
            <numerusform>A table has %Ln row or more in which %1.</numerusform>
            <numerusform>A table has %Ln rows or more in which %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::DiagnosisPanel</name>
    <message numerus="yes">
        <source>%Ln input(s) could not be processed</source>
        <translation>
            <numerusform>%Ln input could not be processed</numerusform>
            <numerusform>%Ln inputs could not be processed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln attempt(s)</source>
        <translation>
            <numerusform>%Ln attempt</numerusform>
            <numerusform>%Ln attempts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln input(s) as a table</source>
        <translation>
            <numerusform>Show all %Ln input as a table</numerusform>
            <numerusform>Show all %Ln inputs as a table</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) in this folder</source>
        <translation>
            <numerusform>%Ln run in this folder</numerusform>
            <numerusform>%Ln runs in this folder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln finding(s) not the cause here</source>
        <translation>
            <numerusform>%Ln finding not the cause here</numerusform>
            <numerusform>%Ln findings not the cause here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) were left out</source>
        <translation>
            <numerusform>%Ln file was left out</numerusform>
            <numerusform>%Ln files were left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exception(s) that the program handled</source>
        <translation>
            <numerusform>%Ln exception that the program handled</numerusform>
            <numerusform>%Ln exceptions that the program handled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln remark(s) in passing</source>
        <translation>
            <numerusform>%Ln remark in passing</numerusform>
            <numerusform>%Ln remarks in passing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln harmless message(s) recognised</source>
        <translation>
            <numerusform>%Ln harmless message recognised</numerusform>
            <numerusform>%Ln harmless messages recognised</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more kind(s) of error line</source>
        <translation>
            <numerusform>Show %Ln more kind of error line</numerusform>
            <numerusform>Show %Ln more kinds of error line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %Ln more finding(s)</source>
        <translation>
            <numerusform>Show %Ln more finding</numerusform>
            <numerusform>Show %Ln more findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::ExamplesEditor</name>
    <message numerus="yes">
        <source>a small job of %n file(s)</source>
        <translation>
            <numerusform>a small job of %n file</numerusform>
            <numerusform>a small job of %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::FailedInputsPane</name>
    <message numerus="yes">
        <source>%Ln input(s)</source>
        <translation>
            <numerusform>%Ln input</numerusform>
            <numerusform>%Ln inputs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln input(s)</source>
        <translation>
            <numerusform>%1 of %Ln input</numerusform>
            <numerusform>%1 of %Ln inputs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::FaultList</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::JobTreeModel</name>
    <message numerus="yes">
        <source>%n error line(s)</source>
        <translation>
            <numerusform>%n error line</numerusform>
            <numerusform>%n error lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) explained or a warning</source>
        <translation>
            <numerusform>%n line explained or a warning</numerusform>
            <numerusform>%n lines explained or a warning</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n harmless line(s)</source>
        <translation>
            <numerusform>%n harmless line</numerusform>
            <numerusform>%n harmless lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation>
            <numerusform>%n file, %1</numerusform>
            <numerusform>%n files, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::KnowledgeBrowser</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cannot be used</source>
        <translation>
            <numerusform>%n cannot be used</numerusform>
            <numerusform>%n cannot be used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::KnowledgeModel</name>
    <message numerus="yes">
        <source>This article cannot be used: %n fault(s)</source>
        <translation>
            <numerusform>This article cannot be used: %n fault</numerusform>
            <numerusform>This article cannot be used: %n faults</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) in this job</source>
        <translation>
            <numerusform>%n finding in this job</numerusform>
            <numerusform>%n findings in this job</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::LinePill</name>
    <message numerus="yes">
        <source>%n earlier state(s)</source>
        <translation>
            <numerusform>%n earlier state</numerusform>
            <numerusform>%n earlier states</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n earlier state(s)</source>
        <translation>
            <numerusform>more than %n earlier state</numerusform>
            <numerusform>more than %n earlier states</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) of the runtime</source>
        <translation>
            <numerusform>%n frame of the runtime</numerusform>
            <numerusform>%n frames of the runtime</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s) without warnings or errors</source>
        <translation>
            <numerusform>%Ln line without warnings or errors</numerusform>
            <numerusform>%Ln lines without warnings or errors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more line(s), not looked at yet</source>
        <translation>
            <numerusform>%Ln more line, not looked at yet</numerusform>
            <numerusform>%Ln more lines, not looked at yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::LogActions</name>
    <message numerus="yes">
        <source>&amp;%n characters</source>
        <translation>
            <numerusform>&amp;%n character</numerusform>
            <numerusform>&amp;%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::LogFind</name>
    <message numerus="yes">
        <source>%L1 of %Ln line(s)</source>
        <translation>
            <numerusform>%L1 of %Ln line</numerusform>
            <numerusform>%L1 of %Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hit(s)</source>
        <translation><numerusform>%Ln hit</numerusform><numerusform>%Ln hits</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::LogPane</name>
    <message numerus="yes">
        <source> · %Ln line(s) selected</source>
        <translation>
            <numerusform> · %Ln line selected</numerusform>
            <numerusform> · %Ln lines selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::LogView</name>
    <message numerus="yes">
        <source>%Ln line(s) of the selection are too long for the clipboard: of each only %1 were copied.</source>
        <translation>
            <numerusform>%Ln line of the selection is too long for the clipboard: only %1 of it were copied.</numerusform>
            <numerusform>%Ln lines of the selection are too long for the clipboard: of each only %1 were copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::MainWindow</name>
    <message numerus="yes">
        <source>%Ln finding(s)</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::PlaceList</name>
    <message numerus="yes">
        <source>%n more place(s)</source>
        <translation>
            <numerusform>%n more place</numerusform>
            <numerusform>%n more places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more like these</source>
        <translation>
            <numerusform>and %n more like these</numerusform>
            <numerusform>and %n more like these</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::RunNumbers</name>
    <message numerus="yes">
        <source>%Ln process(es) started in place of another</source>
        <translation>
            <numerusform>%Ln process started in place of another</numerusform>
            <numerusform>%Ln processes started in place of another</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln node(s)</source>
        <translation>
            <numerusform>%Ln node</numerusform>
            <numerusform>%Ln nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln process(es)</source>
        <translation>
            <numerusform>%Ln process</numerusform>
            <numerusform>%Ln processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mini-batch(es)</source>
        <translation>
            <numerusform>%Ln mini-batch</numerusform>
            <numerusform>%Ln mini-batches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more node(s)</source>
        <translation>
            <numerusform>and %Ln more node</numerusform>
            <numerusform>and %Ln more nodes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::TrialView</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finds nothing in the %n file(s) that it was tried on.</source>
        <translation>
            <numerusform>Finds nothing in the %n file that it was tried on.</numerusform>
            <numerusform>Finds nothing in the %n files that it was tried on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read.</source>
        <translation>
            <numerusform>%n file could not be read.</numerusform>
            <numerusform>%n files could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::VerdictBar</name>
    <message numerus="yes">
        <source>%1 · %n file(s) so far</source>
        <translation>
            <numerusform>%1 · %n file so far</numerusform>
            <numerusform>%1 · %n files so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s) read, %2 of %3</source>
        <translation>
            <numerusform>%1 of %n file read, %2 of %3</numerusform>
            <numerusform>%1 of %n files read, %2 of %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation>
            <numerusform>%n not read</numerusform>
            <numerusform>%n not read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::VerdictText</name>
    <message numerus="yes">
        <source>on %1 of %n node(s)</source>
        <translation>
            <numerusform>on %1 of %n node</numerusform>
            <numerusform>on %1 of %n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %1 of %n process(es)</source>
        <translation>
            <numerusform>in %1 of %n process</numerusform>
            <numerusform>in %1 of %n processes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln time(s)</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s), %1</source>
        <translation>
            <numerusform>%Ln file, %1</numerusform>
            <numerusform>%Ln files, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of %Ln file(s) is a log that is known. Open the folder that the job&apos;s logs were downloaded to.</source>
        <translation>
            <numerusform>The only file in here is no log that is known. Open the folder that the job&apos;s logs were downloaded to.</numerusform>
            <numerusform>None of %Ln files is a log that is known. Open the folder that the job&apos;s logs were downloaded to.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln exception(s) were handled by the program</source>
        <translation>
            <numerusform>%Ln exception was handled by the program</numerusform>
            <numerusform>%Ln exceptions were handled by the program</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::WindowKnowledge</name>
    <message numerus="yes">
        <source>%n article(s) cannot be used</source>
        <translation>
            <numerusform>%n article cannot be used</numerusform>
            <numerusform>%n articles cannot be used</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>faultline::Search</name>
    <message numerus="yes">
        <source>%Ln hit(s)</source>
        <translation><numerusform>%Ln hit</numerusform><numerusform>%Ln hits</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 in %L2 of %Ln file(s) so far</source>
        <translation><numerusform>%1 in %L2 of %Ln file so far</numerusform><numerusform>%1 in %L2 of %Ln files so far</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 in %L2 of %Ln file(s); stopped after %L3</source>
        <translation><numerusform>%1 in %L2 of %Ln file; stopped after %L3</numerusform><numerusform>%1 in %L2 of %Ln files; stopped after %L3</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 in %L2 of %Ln file(s)</source>
        <translation><numerusform>%1 in %L2 of %Ln file</numerusform><numerusform>%1 in %L2 of %Ln files</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%L1 of %Ln line(s) listed</source>
        <translation><numerusform>%L1 of %Ln line listed</numerusform><numerusform>%L1 of %Ln lines listed</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation><numerusform>… and %Ln more</numerusform><numerusform>… and %Ln more</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) not searched</source>
        <translation><numerusform>%Ln file not searched</numerusform><numerusform>%Ln files not searched</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>“%1” is in none of the %Ln file(s).</source>
        <translation><numerusform>“%1” is not in the one file.</numerusform><numerusform>“%1” is in none of the %Ln files.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>The search is limited: the job has %Ln file(s).</source>
        <translation><numerusform>The search is limited: the job has %Ln file.</numerusform><numerusform>The search is limited: the job has %Ln files.</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::SearchModel</name>
    <message numerus="yes">
        <source>%Ln hit(s)</source>
        <translation><numerusform>%Ln hit</numerusform><numerusform>%Ln hits</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation><numerusform>%Ln line</numerusform><numerusform>%Ln lines</numerusform></translation>
    </message>
</context>
</TS>

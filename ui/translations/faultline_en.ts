<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>faultline::DiagnosisPanel</name>
    <message numerus="yes">
        <source>%n harmless message(s) recognised</source>
        <translation><numerusform>%n harmless message recognised</numerusform><numerusform>%n harmless messages recognised</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n input file(s) could not be processed</source>
        <translation><numerusform>%n input file could not be processed</numerusform><numerusform>%n input files could not be processed</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were left out</source>
        <translation><numerusform>%n file was left out</numerusform><numerusform>%n files were left out</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Show all %n finding(s)</source>
        <translation><numerusform>Show all %n finding</numerusform><numerusform>Show all %n findings</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::JobTreeModel</name>
    <message numerus="yes">
        <source>%n error line(s)</source>
        <translation><numerusform>%n error line</numerusform><numerusform>%n error lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) explained or a warning</source>
        <translation><numerusform>%n line explained or a warning</numerusform><numerusform>%n lines explained or a warning</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n harmless line(s)</source>
        <translation><numerusform>%n harmless line</numerusform><numerusform>%n harmless lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation><numerusform>%n file, %1</numerusform><numerusform>%n files, %1</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::KnowledgeBrowser</name>
    <message numerus="yes">
        <source>%n article(s)</source>
        <translation><numerusform>%n article</numerusform><numerusform>%n articles</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::LogFind</name>
    <message numerus="yes">
        <source>%L1 of %Ln line(s)</source>
        <translation><numerusform>%L1 of %Ln line</numerusform><numerusform>%L1 of %Ln lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation><numerusform>%Ln line</numerusform><numerusform>%Ln lines</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::LinePill</name>
    <message numerus="yes">
        <source>%n earlier state(s)</source>
        <translation><numerusform>%n earlier state</numerusform><numerusform>%n earlier states</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>more than %n earlier state(s)</source>
        <translation><numerusform>more than %n earlier state</numerusform><numerusform>more than %n earlier states</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::LogView</name>
    <message numerus="yes">
        <source>%Ln line(s) of the selection are too long for the clipboard: of each only %1 were copied.</source>
        <translation><numerusform>%Ln line of the selection is too long for the clipboard: only %1 of it were copied.</numerusform><numerusform>%Ln lines of the selection are too long for the clipboard: of each only %1 were copied.</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::LogPane</name>
    <message numerus="yes">
        <source> · %Ln line(s) selected</source>
        <translation><numerusform> · %Ln line selected</numerusform><numerusform> · %Ln lines selected</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::PlaceList</name>
    <message numerus="yes">
        <source>%n more place(s)</source>
        <translation><numerusform>%n more place</numerusform><numerusform>%n more places</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>and %n more like these</source>
        <translation><numerusform>and %n more like these</numerusform><numerusform>and %n more like these</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::VerdictBar</name>
    <message numerus="yes">
        <source>%1 · %n file(s) so far</source>
        <translation><numerusform>%1 · %n file so far</numerusform><numerusform>%1 · %n files so far</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n file(s) read, %2 of %3</source>
        <translation><numerusform>%1 of %n file read, %2 of %3</numerusform><numerusform>%1 of %n files read, %2 of %3</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n not read</source>
        <translation><numerusform>%n not read</numerusform><numerusform>%n not read</numerusform></translation>
    </message>
</context>
<context>
    <name>faultline::VerdictText</name>
    <message numerus="yes">
        <source>on %1 of %n node(s)</source>
        <translation><numerusform>on %1 of %n node</numerusform><numerusform>on %1 of %n nodes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>in %1 of %n process(es)</source>
        <translation><numerusform>in %1 of %n process</numerusform><numerusform>in %1 of %n processes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation><numerusform>%n time</numerusform><numerusform>%n times</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n run(s) in %2)</source>
        <translation><numerusform>%1 (%n run in %2)</numerusform><numerusform>%1 (%n runs in %2)</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), %1</source>
        <translation><numerusform>%n file, %1</numerusform><numerusform>%n files, %1</numerusform></translation>
    </message>
</context>
</TS>

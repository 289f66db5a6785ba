<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>foldline::ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>Close this message</translation>
    </message>
</context>
<context>
    <name>foldline::ui::BranchSelector</name>
    <message>
        <source>Branch shown</source>
        <translation>Branch shown</translation>
    </message>
</context>
<context>
    <name>foldline::ui::BranchTitle</name>
    <message>
        <source>as recorded</source>
        <translation>as recorded</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CommandPalette</name>
    <message>
        <source>Find a command</source>
        <translation>Find a command</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>Type a few letters of a command</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>Nothing that can be done now is called like this</source>
        <translation>Nothing that can be done now is called like this</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CommandSet</name>
    <message>
        <source>&amp;Open scenario or recording…</source>
        <translation>&amp;Open scenario or recording…</translation>
    </message>
    <message>
        <source>Open last &amp;recording</source>
        <translation>Open last &amp;recording</translation>
    </message>
    <message>
        <source>&amp;Save recording as…</source>
        <translation>&amp;Save recording as…</translation>
    </message>
    <message>
        <source>&amp;Export scorecard…</source>
        <translation>&amp;Export scorecard…</translation>
    </message>
    <message>
        <source>Show recordings &amp;folder</source>
        <translation>Show recordings &amp;folder</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Close</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quit</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>&amp;Play or pause</translation>
    </message>
    <message>
        <source>&amp;Next record</source>
        <translation>&amp;Next record</translation>
    </message>
    <message>
        <source>Pre&amp;vious record</source>
        <translation>Pre&amp;vious record</translation>
    </message>
    <message>
        <source>Next record at the same node</source>
        <translation>Next record at the same node</translation>
    </message>
    <message>
        <source>Previous record at the same node</source>
        <translation>Previous record at the same node</translation>
    </message>
    <message>
        <source>Go to the first &amp;effect</source>
        <translation>Go to the first &amp;effect</translation>
    </message>
    <message>
        <source>Go to the &amp;cause</source>
        <translation>Go to the &amp;cause</translation>
    </message>
    <message>
        <source>Next &amp;fault</source>
        <translation>Next &amp;fault</translation>
    </message>
    <message>
        <source>Previous fault</source>
        <translation>Previous fault</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>Go to the start</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>Go to the end</translation>
    </message>
    <message>
        <source>&amp;Go to time…</source>
        <translation>&amp;Go to time…</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>F&amp;aster</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>S&amp;lower</translation>
    </message>
    <message>
        <source>&amp;Mark this time</source>
        <translation>&amp;Mark this time</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Next mark</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Previous mark</translation>
    </message>
    <message>
        <source>Run with another see&amp;d…</source>
        <translation>Run with another see&amp;d…</translation>
    </message>
    <message>
        <source>&amp;Inject a fault here</source>
        <translation>&amp;Inject a fault here</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Redo</translation>
    </message>
    <message>
        <source>Re&amp;name branch…</source>
        <translation>Re&amp;name branch…</translation>
    </message>
    <message>
        <source>&amp;Choose branch</source>
        <translation>&amp;Choose branch</translation>
    </message>
    <message>
        <source>&amp;Scorecard</source>
        <translation>&amp;Scorecard</translation>
    </message>
    <message>
        <source>Zoom in on time</source>
        <translation>Zoom in on time</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Earlier</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>&amp;Fit the whole run</source>
        <translation>&amp;Fit the whole run</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>&amp;Lesson</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>&amp;Inspector</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>&amp;Timeline</translation>
    </message>
    <message>
        <source>&amp;Movable panels</source>
        <translation>&amp;Movable panels</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Reset layout</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>F&amp;ull screen</translation>
    </message>
    <message>
        <source>Reduce m&amp;otion</source>
        <translation>Reduce m&amp;otion</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>Projector</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Find a command…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Keys</translation>
    </message>
    <message>
        <source>&amp;About Foldline</source>
        <translation>&amp;About Foldline</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Run</translation>
    </message>
    <message>
        <source>F&amp;aults</source>
        <translation>F&amp;aults</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <source>Mark this time with a name…</source>
        <translation>Mark this time with a name…</translation>
    </message>
    <message>
        <source>All mar&amp;ks</source>
        <translation>All mar&amp;ks</translation>
    </message>
    <message>
        <source>St&amp;op simulating, or go on</source>
        <translation>St&amp;op simulating, or go on</translation>
    </message>
    <message>
        <source>Compare &amp;branches</source>
        <translation>Compare &amp;branches</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CompareDialog</name>
    <message>
        <source>%1 of %2 figures differ</source>
        <translation>%1 of %2 figures differ</translation>
    </message>
    <message>
        <source>%1 of %2 figures differ so far</source>
        <translation>%1 of %2 figures differ so far</translation>
    </message>
    <message>
        <source>no more records</source>
        <translation>no more records</translation>
    </message>
    <message>
        <source>Looking for the record at which they part…</source>
        <translation>Looking for the record at which they part…</translation>
    </message>
    <message>
        <source>%1 records compared</source>
        <translation>%1 records compared</translation>
    </message>
    <message>
        <source>The same so far</source>
        <translation>The same so far</translation>
    </message>
    <message>
        <source>%1 records compared; more follow as they are simulated</source>
        <translation>%1 records compared; more follow as they are simulated</translation>
    </message>
    <message>
        <source>This is one branch: choose two</source>
        <translation>This is one branch: choose two</translation>
    </message>
    <message>
        <source>Not one record differs</source>
        <translation>Not one record differs</translation>
    </message>
    <message>
        <source>What differs between the branches does not touch this system</source>
        <translation>What differs between the branches does not touch this system</translation>
    </message>
    <message>
        <source>The records cannot be compared</source>
        <translation>The records cannot be compared</translation>
    </message>
    <message>
        <source>They part at %1</source>
        <translation>They part at %1</translation>
    </message>
    <message>
        <source>Compare branches</source>
        <translation>Compare branches</translation>
    </message>
    <message>
        <source>&amp;First branch</source>
        <translation>&amp;First branch</translation>
    </message>
    <message>
        <source>Se&amp;cond branch</source>
        <translation>Se&amp;cond branch</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>S&amp;wap</translation>
    </message>
    <message>
        <source>Show in the first</source>
        <translation>Show in the first</translation>
    </message>
    <message>
        <source>Show in the second</source>
        <translation>Show in the second</translation>
    </message>
    <message>
        <source>&amp;Only what differs</source>
        <translation>&amp;Only what differs</translation>
    </message>
    <message>
        <source>Figures of both branches</source>
        <translation>Figures of both branches</translation>
    </message>
    <message>
        <source>Cop&amp;y table</source>
        <translation>Cop&amp;y table</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CompareModel</name>
    <message>
        <source>same</source>
        <translation>same</translation>
    </message>
    <message>
        <source>better</source>
        <translation>better</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>worse</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>differs</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Difference</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DiagnosticsDialog</name>
    <message>
        <source>Problems in %1</source>
        <translation>Problems in %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 cannot be run: %n problem(s) to put right first.</source>
        <translation>
            <numerusform>%1 cannot be run: one problem to put right first.</numerusform>
            <numerusform>%1 cannot be run: %n problems to put right first.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copy</translation>
    </message>
    <message>
        <source>&amp;Open in editor</source>
        <translation>&amp;Open in editor</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Try again</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DiagnosticsModel</name>
    <message>
        <source>Line</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>What is wrong</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DockLayout</name>
    <message>
        <source>Lesson</source>
        <translation>Lesson</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Timeline</translation>
    </message>
</context>
<context>
    <name>foldline::ui::EntityModel</name>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source> (differs)</source>
        <translation> (differs)</translation>
    </message>
    <message>
        <source>Client believes</source>
        <translation>Client believes</translation>
    </message>
    <message>
        <source>RDB row</source>
        <translation>RDB row</translation>
    </message>
    <message>
        <source>Fold of events</source>
        <translation>Fold of events</translation>
    </message>
</context>
<context>
    <name>foldline::ui::EntityPage</name>
    <message>
        <source>Entity</source>
        <translation>Entity</translation>
    </message>
    <message>
        <source>Which entity to look at; type a part of its name</source>
        <translation>Which entity to look at; type a part of its name</translation>
    </message>
    <message>
        <source>What the client believes, the row says and the events fold to</source>
        <translation>What the client believes, the row says and the events fold to</translation>
    </message>
    <message>
        <source>Stream of the entity</source>
        <translation>Stream of the entity</translation>
    </message>
    <message>
        <source>Double-click an event to go to its time</source>
        <translation>Double-click an event to go to its time</translation>
    </message>
    <message>
        <source>ROW %1 · STATE AFTER EACH WRITE</source>
        <translation>ROW %1 · STATE AFTER EACH WRITE</translation>
    </message>
    <message>
        <source>STREAM %1 · STATE AFTER EACH EVENT</source>
        <translation>STREAM %1 · STATE AFTER EACH EVENT</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>Show the record</translation>
    </message>
</context>
<context>
    <name>foldline::ui::Facts</name>
    <message>
        <source>idle</source>
        <translation>idle</translation>
    </message>
    <message>
        <source>works, %1</source>
        <translation>works, %1</translation>
    </message>
    <message>
        <source>waits for %1, %2</source>
        <translation>waits for %1, %2</translation>
    </message>
    <message>
        <source>waits to try again, %1</source>
        <translation>waits to try again, %1</translation>
    </message>
    <message>
        <source>CONNECTIONS</source>
        <translation>CONNECTIONS</translation>
    </message>
    <message>
        <source>WORKERS</source>
        <translation>WORKERS</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>waiting in the queue</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>connection %1</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>worker %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and one more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message>
        <source>PARTITIONS</source>
        <translation>PARTITIONS</translation>
    </message>
    <message>
        <source>end %1</source>
        <translation>end %1</translation>
    </message>
    <message>
        <source>%1 in %2 %3</source>
        <translation>%1 in %2 %3</translation>
    </message>
    <message>
        <source>committed %1, behind %2</source>
        <translation>committed %1, behind %2</translation>
    </message>
    <message>
        <source>SINCE THE START</source>
        <translation>SINCE THE START</translation>
    </message>
    <message>
        <source>received</source>
        <translation>received</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>committed</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>completed</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>rolled back</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>lost in a crash</source>
        <translation>lost in a crash</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>retries</translation>
    </message>
    <message>
        <source>rows written</source>
        <translation>rows written</translation>
    </message>
    <message>
        <source>lines to reconcile by hand</source>
        <translation>lines to reconcile by hand</translation>
    </message>
    <message>
        <source>waiting for an answer</source>
        <translation>waiting for an answer</translation>
    </message>
    <message>
        <source>OVER THE WHOLE RUN</source>
        <translation>OVER THE WHOLE RUN</translation>
    </message>
    <message>
        <source>latency, mean</source>
        <translation>latency, mean</translation>
    </message>
    <message>
        <source>latency, p95</source>
        <translation>latency, p95</translation>
    </message>
    <message>
        <source>latency, p99</source>
        <translation>latency, p99</translation>
    </message>
    <message>
        <source>wait, mean</source>
        <translation>wait, mean</translation>
    </message>
    <message>
        <source>wait, p95</source>
        <translation>wait, p95</translation>
    </message>
    <message>
        <source>in service, mean</source>
        <translation>in service, mean</translation>
    </message>
    <message>
        <source>queue, mean</source>
        <translation>queue, mean</translation>
    </message>
    <message>
        <source>queue, longest</source>
        <translation>queue, longest</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>utilisation</translation>
    </message>
    <message>
        <source>up</source>
        <translation>up</translation>
    </message>
    <message>
        <source>status</source>
        <translation>status</translation>
    </message>
    <message>
        <source>down</source>
        <translation>down</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>fault</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 for %2</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>number</source>
        <translation>number</translation>
    </message>
    <message>
        <source>time</source>
        <translation>time</translation>
    </message>
    <message>
        <source>node</source>
        <translation>node</translation>
    </message>
    <message>
        <source>other node</source>
        <translation>other node</translation>
    </message>
    <message>
        <source>about</source>
        <translation>about</translation>
    </message>
    <message>
        <source>version</source>
        <translation>version</translation>
    </message>
    <message>
        <source>what</source>
        <translation>what</translation>
    </message>
    <message>
        <source>request</source>
        <translation>request</translation>
    </message>
    <message>
        <source>message</source>
        <translation>message</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>slot</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>attempt</translation>
    </message>
    <message>
        <source>value</source>
        <translation>value</translation>
    </message>
    <message>
        <source>data</source>
        <translation>data</translation>
    </message>
    <message>
        <source>caused by</source>
        <translation>caused by</translation>
    </message>
    <message>
        <source>WHAT CLIENTS WERE TOLD</source>
        <translation>WHAT CLIENTS WERE TOLD</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>not told in time</source>
        <translation>not told in time</translation>
    </message>
    <message>
        <source>AND WHAT BECAME OF IT</source>
        <translation>AND WHAT BECAME OF IT</translation>
    </message>
    <message>
        <source>accepted, yet lost</source>
        <translation>accepted, yet lost</translation>
    </message>
    <message>
        <source>not accepted, yet applied</source>
        <translation>not accepted, yet applied</translation>
    </message>
    <message>
        <source>applied twice or more</source>
        <translation>applied twice or more</translation>
    </message>
    <message>
        <source>rows that differ from what clients know</source>
        <translation>rows that differ from what clients know</translation>
    </message>
    <message>
        <source>events the rows do not reflect yet</source>
        <translation>events the rows do not reflect yet</translation>
    </message>
    <message>
        <source>longest staleness</source>
        <translation>longest staleness</translation>
    </message>
    <message>
        <source>CHECKS OF THE SCENARIO</source>
        <translation>CHECKS OF THE SCENARIO</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>holds</translation>
    </message>
    <message>
        <source>violated since %1 s</source>
        <translation>violated since %1 s</translation>
    </message>
    <message>
        <source>EXPECTED AT THE END OF THE RUN</source>
        <translation>EXPECTED AT THE END OF THE RUN</translation>
    </message>
    <message>
        <source>holds: %1</source>
        <translation>holds: %1</translation>
    </message>
    <message>
        <source>does not hold: %1</source>
        <translation>does not hold: %1</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>crashed</translation>
    </message>
    <message>
        <source>slowed down</source>
        <translation>slowed down</translation>
    </message>
    <message>
        <source>rolls back</source>
        <translation>rolls back</translation>
    </message>
    <message>
        <source>loses replies</source>
        <translation>loses replies</translation>
    </message>
    <message>
        <source>loses messages</source>
        <translation>loses messages</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>cut off</translation>
    </message>
    <message>
        <source>CIRCUIT BREAKERS</source>
        <translation>CIRCUIT BREAKERS</translation>
    </message>
    <message>
        <source>closed, %1</source>
        <translation>closed, %1</translation>
    </message>
    <message>
        <source>open, %1</source>
        <translation>open, %1</translation>
    </message>
    <message>
        <source>half-open, %1</source>
        <translation>half-open, %1</translation>
    </message>
    <message>
        <source>duplicates skipped</source>
        <translation>duplicates skipped</translation>
    </message>
    <message>
        <source>loses its leader</source>
        <translation>loses its leader</translation>
    </message>
    <message>
        <source>writes wrong values</source>
        <translation>writes wrong values</translation>
    </message>
    <message>
        <source>new schema</source>
        <translation>new schema</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultBar</name>
    <message>
        <source>%1, from the playhead on. Press again to end it.</source>
        <translation>%1, from the playhead on. Press again to end it.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>More</translation>
    </message>
    <message>
        <source>More faults</source>
        <translation>More faults</translation>
    </message>
    <message>
        <source>Every kind of fault, on every node</source>
        <translation>Every kind of fault, on every node</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultMenu</name>
    <message>
        <source>work</source>
        <translation>work</translation>
    </message>
    <message>
        <source>transaction in %1</source>
        <translation>transaction in %1</translation>
    </message>
    <message>
        <source>produces %1</source>
        <translation>produces %1</translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation>calls %1</translation>
    </message>
    <message>
        <source>replies</source>
        <translation>replies</translation>
    </message>
    <message>
        <source>loads from %1</source>
        <translation>loads from %1</translation>
    </message>
    <message>
        <source>appends %1</source>
        <translation>appends %1</translation>
    </message>
    <message>
        <source>requires %1</source>
        <translation>requires %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Goes down for %1</source>
        <translation>Goes down for %1</translation>
    </message>
    <message>
        <source>Crashes, back after %1</source>
        <translation>Crashes, back after %1</translation>
    </message>
    <message>
        <source>Instance %1 crashes, back after %2</source>
        <translation>Instance %1 crashes, back after %2</translation>
    </message>
    <message>
        <source>%1× slower for %2</source>
        <translation>%1× slower for %2</translation>
    </message>
    <message>
        <source>Rolls back %1 % for %2</source>
        <translation>Rolls back %1 % for %2</translation>
    </message>
    <message>
        <source>Loses %1 % of its replies for %2</source>
        <translation>Loses %1 % of its replies for %2</translation>
    </message>
    <message>
        <source>Loses %1 % of messages for %2</source>
        <translation>Loses %1 % of messages for %2</translation>
    </message>
    <message>
        <source>Cut off from %1 for %2</source>
        <translation>Cut off from %1 for %2</translation>
    </message>
    <message>
        <source>Loses its leader</source>
        <translation>Loses its leader</translation>
    </message>
    <message>
        <source>Reads all its events again</source>
        <translation>Reads all its events again</translation>
    </message>
    <message>
        <source>Writes %1 for %2</source>
        <translation>Writes %1 for %2</translation>
    </message>
    <message>
        <source>Produces events that nobody can read, for %1</source>
        <translation>Produces events that nobody can read, for %1</translation>
    </message>
    <message>
        <source>Rebuild its rows from the events</source>
        <translation>Rebuild its rows from the events</translation>
    </message>
    <message>
        <source>Correct its wrong events</source>
        <translation>Correct its wrong events</translation>
    </message>
    <message>
        <source>Retry what it has parked</source>
        <translation>Retry what it has parked</translation>
    </message>
    <message>
        <source>Teach it the new schema</source>
        <translation>Teach it the new schema</translation>
    </message>
    <message>
        <source>Restore what was right before %1 s</source>
        <translation>Restore what was right before %1 s</translation>
    </message>
    <message>
        <source>Restore the last backup</source>
        <translation>Restore the last backup</translation>
    </message>
    <message>
        <source>before its offset is stored</source>
        <translation>before its offset is stored</translation>
    </message>
    <message>
        <source>after its events are sent</source>
        <translation>after its events are sent</translation>
    </message>
    <message>
        <source>after they are marked</source>
        <translation>after they are marked</translation>
    </message>
    <message>
        <source>after step %1: %2</source>
        <translation>after step %1: %2</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>Cut off</translation>
    </message>
    <message>
        <source>Writes wrong values</source>
        <translation>Writes wrong values</translation>
    </message>
    <message>
        <source>One instance crashes</source>
        <translation>One instance crashes</translation>
    </message>
    <message>
        <source>Crashes in the midst of a handler</source>
        <translation>Crashes in the midst of a handler</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Repairs</translation>
    </message>
    <message>
        <source>Take away: %1</source>
        <translation>Take away: %1</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>Open for reading only</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultPopover</name>
    <message>
        <source>&amp;Starts at</source>
        <translation>&amp;Starts at</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>until the end</source>
        <translation>until the end</translation>
    </message>
    <message>
        <source>&amp;Lasts</source>
        <translation>&amp;Lasts</translation>
    </message>
    <message>
        <source>&amp;Inject</source>
        <translation>&amp;Inject</translation>
    </message>
    <message>
        <source> times</source>
        <translation> times</translation>
    </message>
    <message>
        <source>S&amp;lower by</source>
        <translation>S&amp;lower by</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation>&amp;How often</translation>
    </message>
    <message>
        <source>&amp;Value written</source>
        <translation>&amp;Value written</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultPreset</name>
    <message>
        <source>RDB down</source>
        <translation>RDB down</translation>
    </message>
    <message>
        <source>Crash server</source>
        <translation>Crash server</translation>
    </message>
    <message>
        <source>Slow server</source>
        <translation>Slow server</translation>
    </message>
    <message>
        <source>Lose replies</source>
        <translation>Lose replies</translation>
    </message>
    <message>
        <source>Broker down</source>
        <translation>Broker down</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultWords</name>
    <message>
        <source>Goes down</source>
        <translation>Goes down</translation>
    </message>
    <message>
        <source>Crashes and restarts</source>
        <translation>Crashes and restarts</translation>
    </message>
    <message>
        <source>Slows down</source>
        <translation>Slows down</translation>
    </message>
    <message>
        <source>Rolls back transactions</source>
        <translation>Rolls back transactions</translation>
    </message>
    <message>
        <source>Loses replies</source>
        <translation>Loses replies</translation>
    </message>
    <message>
        <source>Loses messages</source>
        <translation>Loses messages</translation>
    </message>
    <message>
        <source>Connection is cut</source>
        <translation>Connection is cut</translation>
    </message>
    <message>
        <source>%1 %2× slower</source>
        <translation>%1 %2× slower</translation>
    </message>
    <message>
        <source>%1 rolls back %2</source>
        <translation>%1 rolls back %2</translation>
    </message>
    <message>
        <source>%1 loses %2 of replies</source>
        <translation>%1 loses %2 of replies</translation>
    </message>
    <message>
        <source>%1 loses %2 of messages</source>
        <translation>%1 loses %2 of messages</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 and %2</translation>
    </message>
    <message>
        <source>Loses its leader</source>
        <translation>Loses its leader</translation>
    </message>
    <message>
        <source>Replays all events</source>
        <translation>Replays all events</translation>
    </message>
    <message>
        <source>Writes wrong values</source>
        <translation>Writes wrong values</translation>
    </message>
    <message>
        <source>Rebuild its rows</source>
        <translation>Rebuild its rows</translation>
    </message>
    <message>
        <source>Correct its events</source>
        <translation>Correct its events</translation>
    </message>
    <message>
        <source>Produces events that nobody can read</source>
        <translation>Produces events that nobody can read</translation>
    </message>
    <message>
        <source>Retry what it has parked</source>
        <translation>Retry what it has parked</translation>
    </message>
    <message>
        <source>Teach it the new schema</source>
        <translation>Teach it the new schema</translation>
    </message>
    <message>
        <source>Restore from the backup</source>
        <translation>Restore from the backup</translation>
    </message>
    <message>
        <source>Forget a person</source>
        <translation>Forget a person</translation>
    </message>
    <message>
        <source>%1, as of %2 s</source>
        <translation>%1, as of %2 s</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>Repairs</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FileOpening</name>
    <message>
        <source>%1: there is no such file that can be read</source>
        <translation>%1: there is no such file that can be read</translation>
    </message>
    <message>
        <source>%1: the folder for recordings cannot be made; check that its parent can be written</source>
        <translation>%1: the folder for recordings cannot be made; check that its parent can be written</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ForkTitles</name>
    <message>
        <source>without %1</source>
        <translation>without %1</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 down</translation>
    </message>
    <message>
        <source>%1 crashed</source>
        <translation>%1 crashed</translation>
    </message>
    <message>
        <source>%1 slow</source>
        <translation>%1 slow</translation>
    </message>
    <message>
        <source>%1 flaky</source>
        <translation>%1 flaky</translation>
    </message>
    <message>
        <source>%1 loses replies</source>
        <translation>%1 loses replies</translation>
    </message>
    <message>
        <source>%1 loses messages</source>
        <translation>%1 loses messages</translation>
    </message>
    <message>
        <source>%1 cut off from %2</source>
        <translation>%1 cut off from %2</translation>
    </message>
    <message>
        <source>from %1 s</source>
        <translation>from %1 s</translation>
    </message>
    <message>
        <source>%1 s for %2 s</source>
        <translation>%1 s for %2 s</translation>
    </message>
    <message>
        <source>%1 crashed after %2</source>
        <translation>%1 crashed after %2</translation>
    </message>
    <message>
        <source>%1 loses its leader</source>
        <translation>%1 loses its leader</translation>
    </message>
    <message>
        <source>%1 replays</source>
        <translation>%1 replays</translation>
    </message>
    <message>
        <source>%1 writes a wrong %2</source>
        <translation>%1 writes a wrong %2</translation>
    </message>
    <message>
        <source>%1 changes its schema</source>
        <translation>%1 changes its schema</translation>
    </message>
    <message>
        <source>%1 rebuilt</source>
        <translation>%1 rebuilt</translation>
    </message>
    <message>
        <source>%1 corrected</source>
        <translation>%1 corrected</translation>
    </message>
    <message>
        <source>%1 retries what it parked</source>
        <translation>%1 retries what it parked</translation>
    </message>
    <message>
        <source>%1 learns the new schema</source>
        <translation>%1 learns the new schema</translation>
    </message>
    <message>
        <source>%1 restored</source>
        <translation>%1 restored</translation>
    </message>
    <message>
        <source>%1 forgotten</source>
        <translation>%1 forgotten</translation>
    </message>
    <message>
        <source>at %1 s</source>
        <translation>at %1 s</translation>
    </message>
    <message>
        <source>%1 crashed, instance %2</source>
        <translation>%1 crashed, instance %2</translation>
    </message>
    <message>
        <source>%1 restored as of %2 s</source>
        <translation>%1 restored as of %2 s</translation>
    </message>
</context>
<context>
    <name>foldline::ui::Inspector</name>
    <message>
        <source>yes</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
</context>
<context>
    <name>foldline::ui::InspectorPanel</name>
    <message>
        <source>Node</source>
        <translation>Node</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspector</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Which of the systems to look into</source>
        <translation>Which of the systems to look into</translation>
    </message>
    <message>
        <source>The node</source>
        <translation>The node</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Checks</translation>
    </message>
    <message>
        <source>Checks %1</source>
        <translation>Checks %1</translation>
    </message>
</context>
<context>
    <name>foldline::ui::KeyListDialog</name>
    <message>
        <source>Keys</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Pointer, on the timeline</source>
        <translation>Pointer, on the timeline</translation>
    </message>
    <message>
        <source>Move the playhead</source>
        <translation>Move the playhead</translation>
    </message>
    <message>
        <source>Drag in the ruler</source>
        <translation>Drag in the ruler</translation>
    </message>
    <message>
        <source>Select a stretch of time</source>
        <translation>Select a stretch of time</translation>
    </message>
    <message>
        <source>Drag in a lane</source>
        <translation>Drag in a lane</translation>
    </message>
    <message>
        <source>Move or stretch a fault</source>
        <translation>Move or stretch a fault</translation>
    </message>
    <message>
        <source>Drag it</source>
        <translation>Drag it</translation>
    </message>
    <message>
        <source>Add a fault</source>
        <translation>Add a fault</translation>
    </message>
    <message>
        <source>Double-click the faults</source>
        <translation>Double-click the faults</translation>
    </message>
    <message>
        <source>Zoom around the pointer</source>
        <translation>Zoom around the pointer</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + wheel</translation>
    </message>
</context>
<context>
    <name>foldline::ui::LessonPanel</name>
    <message>
        <source>Lesson</source>
        <translation>Lesson</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Predict before you press play</source>
        <translation>Predict before you press play</translation>
    </message>
    <message>
        <source>NO LESSON</source>
        <translation>NO LESSON</translation>
    </message>
    <message>
        <source>This scenario has no lesson. Press Space to play it, and break something with the buttons above.</source>
        <translation>This scenario has no lesson. Press Space to play it, and break something with the buttons above.</translation>
    </message>
    <message>
        <source>LESSON · STEP %1 OF %2</source>
        <translation>LESSON · STEP %1 OF %2</translation>
    </message>
    <message>
        <source>Your prediction for %1</source>
        <translation>Your prediction for %1</translation>
    </message>
    <message>
        <source>The log has no such figure.</source>
        <translation>The log has no such figure.</translation>
    </message>
    <message>
        <source>✓ Right: %1</source>
        <translation>✓ Right: %1</translation>
    </message>
    <message>
        <source>✗ You said %1; the log says %2</source>
        <translation>✗ You said %1; the log says %2</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>Show the answer</translation>
    </message>
    <message>
        <source>Continue ▸</source>
        <translation>Continue ▸</translation>
    </message>
    <message>
        <source>Play to %1 s ▸</source>
        <translation>Play to %1 s ▸</translation>
    </message>
    <message>
        <source>Skip there ▸▸</source>
        <translation>Skip there ▸▸</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Begin again</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>Answer again</translation>
    </message>
</context>
<context>
    <name>foldline::ui::LessonSteps</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>Step %1 of %2</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MainWindow</name>
    <message>
        <source>This recording can only be read. Save a copy to inject faults into it.</source>
        <translation>This recording can only be read. Save a copy to inject faults into it.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Saved a copy as %1.</source>
        <translation>Saved a copy as %1.</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>Open the copy</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1 cannot be written: %2. Choose another place.</translation>
    </message>
    <message>
        <source>Open re&amp;cent</source>
        <translation>Open re&amp;cent</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>T&amp;heme</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>Lan&amp;guage</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>%1 — seed %2 — branch “%3”</source>
        <translation>%1 — seed %2 — branch “%3”</translation>
    </message>
    <message>
        <source>The simulation stopped: %1</source>
        <translation>The simulation stopped: %1</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Nothing yet</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>Clear this list</translation>
    </message>
    <message>
        <source>There is no recording yet. Open a scenario.</source>
        <translation>There is no recording yet. Open a scenario.</translation>
    </message>
    <message>
        <source>Open scenario or recording</source>
        <translation>Open scenario or recording</translation>
    </message>
    <message>
        <source>Scenarios and recordings (*.yaml *.yml *.foldline);;All files (*)</source>
        <translation>Scenarios and recordings (*.yaml *.yml *.foldline);;All files (*)</translation>
    </message>
    <message>
        <source>Save recording as</source>
        <translation>Save recording as</translation>
    </message>
    <message>
        <source>Recordings (*.foldline)</source>
        <translation>Recordings (*.foldline)</translation>
    </message>
    <message>
        <source>Export scorecard</source>
        <translation>Export scorecard</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Comma-separated values (*.csv)</translation>
    </message>
    <message>
        <source>Run with another seed</source>
        <translation>Run with another seed</translation>
    </message>
    <message>
        <source>Seed: a whole number. The same seed always gives the same run.</source>
        <translation>Seed: a whole number. The same seed always gives the same run.</translation>
    </message>
    <message>
        <source>“%1” is not a seed; give a whole number from 0 on</source>
        <translation>“%1” is not a seed; give a whole number from 0 on</translation>
    </message>
    <message>
        <source>Rename branch</source>
        <translation>Rename branch</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>Name of the branch</translation>
    </message>
    <message>
        <source>About Foldline</source>
        <translation>About Foldline</translation>
    </message>
    <message>
        <source>A desktop lab for event sourcing. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>A desktop lab for event sourcing. Free software under the GNU General Public License, version 3 or later.</translation>
    </message>
    <message>
        <source>Mark this time</source>
        <translation>Mark this time</translation>
    </message>
    <message>
        <source>What is to be seen at %1</source>
        <translation>What is to be seen at %1</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MarksDialog</name>
    <message>
        <source>Marks</source>
        <translation>Marks</translation>
    </message>
    <message>
        <source>Marks are kept in the recording. Return goes to one, F2 names it, Delete takes it away; each can be undone.</source>
        <translation>Marks are kept in the recording. Return goes to one, F2 names it, Delete takes it away; each can be undone.</translation>
    </message>
    <message>
        <source>&amp;Mark the playhead</source>
        <translation>&amp;Mark the playhead</translation>
    </message>
    <message>
        <source>Or takes the mark away that is there</source>
        <translation>Or takes the mark away that is there</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Go there</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>&amp;Name…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MarksModel</name>
    <message>
        <source>Time</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Branch</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ProgressArea</name>
    <message>
        <source>Simulating %1 %</source>
        <translation>Simulating %1 %</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>Progress of the simulation</translation>
    </message>
    <message>
        <source>Simulated up to %1</source>
        <translation>Simulated up to %1</translation>
    </message>
    <message>
        <source>Go on simulating</source>
        <translation>Go on simulating</translation>
    </message>
    <message>
        <source>Stop simulating</source>
        <translation>Stop simulating</translation>
    </message>
    <message>
        <source>Simulates the rest of the run</source>
        <translation>Simulates the rest of the run</translation>
    </message>
    <message>
        <source>Stops here. What is simulated so far is kept, and can be played; the rest can be simulated later.</source>
        <translation>Stops here. What is simulated so far is kept, and can be played; the rest can be simulated later.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RecordPage</name>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>Go to the record that caused this one (Ctrl+←)</source>
        <translation>Go to the record that caused this one (Ctrl+←)</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>Effect</translation>
    </message>
    <message>
        <source>Go to the first record this one caused (Ctrl+→)</source>
        <translation>Go to the first record this one caused (Ctrl+→)</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>The record</translation>
    </message>
    <message>
        <source>Records around the playhead</source>
        <translation>Records around the playhead</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RecordsModel</name>
    <message>
        <source>time (s)</source>
        <translation>time (s)</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>what happened</translation>
    </message>
    <message>
        <source>where</source>
        <translation>where</translation>
    </message>
    <message>
        <source>about</source>
        <translation>about</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RenameBranchCommand</name>
    <message>
        <source>rename</source>
        <translation>rename</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RowNotice</name>
    <message>
        <source>%1 is down since %2 s: nobody can write the row until it is back. The events wait in the log; no client has to try again.</source>
        <translation>%1 is down since %2 s: nobody can write the row until it is back. The events wait in the log; no client has to try again.</translation>
    </message>
    <message>
        <source>The consumer has not applied them yet; they wait in the log.</source>
        <translation>The consumer has not applied them yet; they wait in the log.</translation>
    </message>
    <message numerus="yes">
        <source>The row is %n version(s) behind.</source>
        <translation>
            <numerusform>The row is one version behind.</numerusform>
            <numerusform>The row is %n versions behind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The row is %n version(s) behind, for %1.</source>
        <translation>
            <numerusform>The row is one version behind, for %1.</numerusform>
            <numerusform>The row is %n versions behind, for %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 #%2 was appended at %3 s. %4</source>
        <translation>%1 #%2 was appended at %3 s. %4</translation>
    </message>
    <message>
        <source>The row and the client disagree.</source>
        <translation>The row and the client disagree.</translation>
    </message>
    <message>
        <source>A client stopped waiting for request %1 of %2 s: it cannot know whether its change took effect. Somebody has to reconcile it by hand.</source>
        <translation>A client stopped waiting for request %1 of %2 s: it cannot know whether its change took effect. Somebody has to reconcile it by hand.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) under way.</source>
        <translation>
            <numerusform>One request under way.</numerusform>
            <numerusform>%n requests under way.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client has not been answered yet.</source>
        <translation>The client has not been answered yet.</translation>
    </message>
    <message>
        <source>All agree.</source>
        <translation>All agree.</translation>
    </message>
    <message>
        <source>What the client was told, the row and the events are the same.</source>
        <translation>What the client was told, the row and the events are the same.</translation>
    </message>
    <message>
        <source>This record wrote the row last, and no client was told ok for what it says now.</source>
        <translation>This record wrote the row last, and no client was told ok for what it says now.</translation>
    </message>
    <message>
        <source>The consumer has parked events until somebody has them tried again; what follows them waits, too.</source>
        <translation>The consumer has parked events until somebody has them tried again; what follows them waits, too.</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RunController</name>
    <message>
        <source>this fault is not part of the branch shown</source>
        <translation>this fault is not part of the branch shown</translation>
    </message>
    <message>
        <source>this recording can only be read; use Save As to work on a copy of it</source>
        <translation>this recording can only be read; use Save As to work on a copy of it</translation>
    </message>
    <message>
        <source>set a mark</source>
        <translation>set a mark</translation>
    </message>
    <message>
        <source>name a mark</source>
        <translation>name a mark</translation>
    </message>
    <message>
        <source>remove a mark</source>
        <translation>remove a mark</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardDialog</name>
    <message>
        <source>nothing</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>%1, whole run</source>
        <translation>%1, whole run</translation>
    </message>
    <message>
        <source>%1, up to %2</source>
        <translation>%1, up to %2</translation>
    </message>
    <message>
        <source>Scorecard</source>
        <translation>Scorecard</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>&amp;Compare with</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Export…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardFigure</name>
    <message>
        <source>Requests</source>
        <translation>Requests</translation>
    </message>
    <message>
        <source>What clients intended, first attempts only</source>
        <translation>What clients intended, first attempts only</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Clients were told ok</source>
        <translation>Clients were told ok</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Clients were told that it failed</source>
        <translation>Clients were told that it failed</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>Clients were told nothing in time</source>
        <translation>Clients were told nothing in time</translation>
    </message>
    <message>
        <source>Still waiting</source>
        <translation>Still waiting</translation>
    </message>
    <message>
        <source>Requests whose client still waits</source>
        <translation>Requests whose client still waits</translation>
    </message>
    <message>
        <source>Acknowledged but lost</source>
        <translation>Acknowledged but lost</translation>
    </message>
    <message>
        <source>Told ok, yet neither in a row nor in the log</source>
        <translation>Told ok, yet neither in a row nor in the log</translation>
    </message>
    <message>
        <source>Refused but applied</source>
        <translation>Refused but applied</translation>
    </message>
    <message>
        <source>Told no, or nothing, yet it took effect</source>
        <translation>Told no, or nothing, yet it took effect</translation>
    </message>
    <message>
        <source>Applied twice</source>
        <translation>Applied twice</translation>
    </message>
    <message>
        <source>Took effect two times or more</source>
        <translation>Took effect two times or more</translation>
    </message>
    <message>
        <source>Inconsistent keys</source>
        <translation>Inconsistent keys</translation>
    </message>
    <message>
        <source>Entities whose row differs from what clients were told</source>
        <translation>Entities whose row differs from what clients were told</translation>
    </message>
    <message>
        <source>Events behind</source>
        <translation>Events behind</translation>
    </message>
    <message>
        <source>Events appended that the rows do not reflect yet</source>
        <translation>Events appended that the rows do not reflect yet</translation>
    </message>
    <message>
        <source>Events behind, at most</source>
        <translation>Events behind, at most</translation>
    </message>
    <message>
        <source>The longest backlog so far</source>
        <translation>The longest backlog so far</translation>
    </message>
    <message>
        <source>Staleness, at most</source>
        <translation>Staleness, at most</translation>
    </message>
    <message>
        <source>The longest that an acknowledged change was missing in a row</source>
        <translation>The longest that an acknowledged change was missing in a row</translation>
    </message>
    <message>
        <source>Staleness, mean</source>
        <translation>Staleness, mean</translation>
    </message>
    <message>
        <source>Mean time until an acknowledged change was in the row</source>
        <translation>Mean time until an acknowledged change was in the row</translation>
    </message>
    <message>
        <source>Latency, median</source>
        <translation>Latency, median</translation>
    </message>
    <message>
        <source>Half of the answers ok came faster</source>
        <translation>Half of the answers ok came faster</translation>
    </message>
    <message>
        <source>Latency, 95th percentile</source>
        <translation>Latency, 95th percentile</translation>
    </message>
    <message>
        <source>95 % of the answers ok came faster</source>
        <translation>95 % of the answers ok came faster</translation>
    </message>
    <message>
        <source>Latency, 99th percentile</source>
        <translation>Latency, 99th percentile</translation>
    </message>
    <message>
        <source>99 % of the answers ok came faster</source>
        <translation>99 % of the answers ok came faster</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Availability</translation>
    </message>
    <message>
        <source>Accepted among all that ended</source>
        <translation>Accepted among all that ended</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>Recovery</translation>
    </message>
    <message>
        <source>From the end of the last fault until nothing was behind and nobody was refused</source>
        <translation>From the end of the last fault until nothing was behind and nobody was refused</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Retries</translation>
    </message>
    <message>
        <source>Requests sent again</source>
        <translation>Requests sent again</translation>
    </message>
    <message>
        <source>Pieces of database work</source>
        <translation>Pieces of database work</translation>
    </message>
    <message>
        <source>Transactions begun</source>
        <translation>Transactions begun</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>Rows written</translation>
    </message>
    <message>
        <source>Rows that transactions made visible</source>
        <translation>Rows that transactions made visible</translation>
    </message>
    <message>
        <source>Events appended</source>
        <translation>Events appended</translation>
    </message>
    <message>
        <source>Events that a broker stored</source>
        <translation>Events that a broker stored</translation>
    </message>
    <message>
        <source>Redelivered</source>
        <translation>Redelivered</translation>
    </message>
    <message>
        <source>Events given to a handler more than once</source>
        <translation>Events given to a handler more than once</translation>
    </message>
    <message>
        <source>Lines to reconcile by hand</source>
        <translation>Lines to reconcile by hand</translation>
    </message>
    <message>
        <source>Failed requests in access logs</source>
        <translation>Failed requests in access logs</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Capacity</translation>
    </message>
    <message>
        <source>Workers and connections paid for</source>
        <translation>Workers and connections paid for</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 points</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>holds</translation>
    </message>
    <message>
        <source>broken at %1</source>
        <translation>broken at %1</translation>
    </message>
    <message>
        <source>Duplicates skipped</source>
        <translation>Duplicates skipped</translation>
    </message>
    <message>
        <source>Requests and events that a database knew to be done already</source>
        <translation>Requests and events that a database knew to be done already</translation>
    </message>
    <message>
        <source>Wrong rows</source>
        <translation>Wrong rows</translation>
    </message>
    <message>
        <source>Rows, over all databases, that differ from what clients were told</source>
        <translation>Rows, over all databases, that differ from what clients were told</translation>
    </message>
    <message>
        <source>Events parked</source>
        <translation>Events parked</translation>
    </message>
    <message>
        <source>Events that consumers have put aside, now</source>
        <translation>Events that consumers have put aside, now</translation>
    </message>
    <message>
        <source>Forgotten but remembered</source>
        <translation>Forgotten but remembered</translation>
    </message>
    <message>
        <source>Entities forgotten of which some row still knows more</source>
        <translation>Entities forgotten of which some row still knows more</translation>
    </message>
    <message>
        <source>Latency, mean</source>
        <translation>Latency, mean</translation>
    </message>
    <message>
        <source>Mean over the answers ok, from the first send</source>
        <translation>Mean over the answers ok, from the first send</translation>
    </message>
    <message>
        <source>Applied out of order</source>
        <translation>Applied out of order</translation>
    </message>
    <message>
        <source>Events applied after a later one of the same entity</source>
        <translation>Events applied after a later one of the same entity</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardModel</name>
    <message numerus="yes">
        <source>Broken by %n record(s)</source>
        <translation>
            <numerusform>Broken by one record</numerusform>
            <numerusform>Broken by %n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foldline::ui::StreamModel</name>
    <message>
        <source>nothing changed</source>
        <translation>nothing changed</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimeField</name>
    <message>
        <source>Time of the playhead</source>
        <translation>Time of the playhead</translation>
    </message>
    <message>
        <source>Time of the playhead. Type a time, such as 14.28 or 1:02, to go there.</source>
        <translation>Time of the playhead. Type a time, such as 14.28 or 1:02, to go there.</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineTips</name>
    <message>
        <source>Mark at %1</source>
        <translation>Mark at %1</translation>
    </message>
    <message>
        <source>Click to choose a branch</source>
        <translation>Click to choose a branch</translation>
    </message>
    <message numerus="yes">
        <source>%n more branch(es): click to choose</source>
        <translation>
            <numerusform>One more branch: click to choose</numerusform>
            <numerusform>%n more branches: click to choose</numerusform>
        </translation>
    </message>
    <message>
        <source>Double-click beside the bars to add a fault; drag a bar to move it, its ends to stretch it</source>
        <translation>Double-click beside the bars to add a fault; drag a bar to move it, its ends to stretch it</translation>
    </message>
    <message>
        <source>Events appended · %1</source>
        <translation>Events appended · %1</translation>
    </message>
    <message>
        <source>forked at %1</source>
        <translation>forked at %1</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 events</translation>
    </message>
    <message>
        <source>%1 of them failures</source>
        <translation>%1 of them failures</translation>
    </message>
    <message>
        <source>%1: %2 · %3</source>
        <translation>%1: %2 · %3</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 records</translation>
    </message>
    <message>
        <source>Playhead at %1 of %2</source>
        <translation>Playhead at %1 of %2</translation>
    </message>
    <message>
        <source>branch “%1”</source>
        <translation>branch “%1”</translation>
    </message>
    <message>
        <source>fault %1, %2%3</source>
        <translation>fault %1, %2%3</translation>
    </message>
    <message>
        <source> (selected)</source>
        <translation> (selected)</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineView</name>
    <message>
        <source>Add fault at %1</source>
        <translation>Add fault at %1</translation>
    </message>
    <message>
        <source>Show branch</source>
        <translation>Show branch</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>Zoom to selection</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>Mark the playhead</source>
        <translation>Mark the playhead</translation>
    </message>
    <message>
        <source>Lanes of %1</source>
        <translation>Lanes of %1</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>One time axis for all systems. Drag in the ruler to move the playhead; drag a fault to move it, its ends to stretch it; drag in the lanes to select a range; Ctrl and the wheel zoom.</source>
        <translation>One time axis for all systems. Drag in the ruler to move the playhead; drag a fault to move it, its ends to stretch it; drag in the lanes to select a range; Ctrl and the wheel zoom.</translation>
    </message>
    <message>
        <source>Scroll lanes</source>
        <translation>Scroll lanes</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineWords</name>
    <message>
        <source>%1 until the end · %2</source>
        <translation>%1 until the end · %2</translation>
    </message>
    <message>
        <source>%1 – %2 · %3</source>
        <translation>%1 – %2 · %3</translation>
    </message>
    <message>
        <source>simulating · %1 %</source>
        <translation>simulating · %1 %</translation>
    </message>
    <message>
        <source>reading · %1 %</source>
        <translation>reading · %1 %</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Branches</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Faults</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>events behind</source>
        <translation>events behind</translation>
    </message>
    <message>
        <source>errors / s</source>
        <translation>errors / s</translation>
    </message>
    <message>
        <source>requests waiting</source>
        <translation>requests waiting</translation>
    </message>
    <message>
        <source>latency, ms</source>
        <translation>latency, ms</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ToolStrip</name>
    <message>
        <source>Scorecard</source>
        <translation>Scorecard</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>Find…</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Present</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TransportBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>Simulated seconds a second</source>
        <translation>Simulated seconds a second</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>Length of the run</translation>
    </message>
</context>
<context>
    <name>foldline::ui::WelcomePage</name>
    <message>
        <source>Run one business as several systems, break the database, a server or the broker, and watch on one timeline which facts survive.</source>
        <translation>Run one business as several systems, break the database, a server or the broker, and watch on one timeline which facts survive.</translation>
    </message>
    <message>
        <source>Start with a scenario</source>
        <translation>Start with a scenario</translation>
    </message>
    <message>
        <source>Go on with a recording</source>
        <translation>Go on with a recording</translation>
    </message>
    <message>
        <source>Or open a file of your own</source>
        <translation>Or open a file of your own</translation>
    </message>
    <message>
        <source>Open scenario or recording…</source>
        <translation>Open scenario or recording…</translation>
    </message>
    <message>
        <source>You can also drop a file on this window</source>
        <translation>You can also drop a file on this window</translation>
    </message>
</context>
</TS>

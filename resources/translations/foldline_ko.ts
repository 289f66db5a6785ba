<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>foldline::ui::Banner</name>
    <message>
        <source>Close this message</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::BranchSelector</name>
    <message>
        <source>Branch shown</source>
        <translation>표시 중인 갈래</translation>
    </message>
</context>
<context>
    <name>foldline::ui::BranchTitle</name>
    <message>
        <source>as recorded</source>
        <translation>기록된 그대로</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CommandPalette</name>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>명령의 몇 글자를 입력하세요</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>Nothing that can be done now is called like this</source>
        <translation>지금 할 수 있는 것 가운데 이런 이름은 없습니다</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CommandSet</name>
    <message>
        <source>&amp;Open scenario or recording…</source>
        <translation>시나리오나 녹화 열기(&amp;O)…</translation>
    </message>
    <message>
        <source>Open last &amp;recording</source>
        <translation>마지막 녹화 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save recording as…</source>
        <translation>녹화를 다른 이름으로 저장(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Export scorecard…</source>
        <translation>성적표 내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Show recordings &amp;folder</source>
        <translation>녹화 폴더 보기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>재생 또는 일시 정지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next record</source>
        <translation>다음 기록(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious record</source>
        <translation>이전 기록(&amp;V)</translation>
    </message>
    <message>
        <source>Next record at the same node</source>
        <translation>같은 노드의 다음 기록</translation>
    </message>
    <message>
        <source>Previous record at the same node</source>
        <translation>같은 노드의 이전 기록</translation>
    </message>
    <message>
        <source>Go to the first &amp;effect</source>
        <translation>첫 결과로 가기(&amp;E)</translation>
    </message>
    <message>
        <source>Go to the &amp;cause</source>
        <translation>원인으로 가기(&amp;C)</translation>
    </message>
    <message>
        <source>Next &amp;fault</source>
        <translation>다음 장애(&amp;F)</translation>
    </message>
    <message>
        <source>Previous fault</source>
        <translation>이전 장애</translation>
    </message>
    <message>
        <source>Go to the start</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>끝으로</translation>
    </message>
    <message>
        <source>&amp;Go to time…</source>
        <translation>시각으로 가기(&amp;G)…</translation>
    </message>
    <message>
        <source>F&amp;aster</source>
        <translation>빠르게(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;lower</source>
        <translation>느리게(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Mark this time</source>
        <translation>이 시각 표시하기(&amp;M)</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>다음 표시</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>이전 표시</translation>
    </message>
    <message>
        <source>Run with another see&amp;d…</source>
        <translation>다른 시드로 실행(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Inject a fault here</source>
        <translation>여기에 장애 넣기(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;name branch…</source>
        <translation>갈래 이름 바꾸기(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Choose branch</source>
        <translation>갈래 고르기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Scorecard</source>
        <translation>성적표(&amp;S)</translation>
    </message>
    <message>
        <source>Zoom in on time</source>
        <translation>시간 확대</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>시간 축소</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>앞쪽으로</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>뒤쪽으로</translation>
    </message>
    <message>
        <source>&amp;Fit the whole run</source>
        <translation>전체 실행 맞춤(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>수업(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>살펴보기(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Timeline</source>
        <translation>타임라인(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Movable panels</source>
        <translation>패널 옮기기 허용(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>배치 초기화(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>전체 화면(&amp;U)</translation>
    </message>
    <message>
        <source>Reduce m&amp;otion</source>
        <translation>움직임 줄이기(&amp;O)</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>프로젝터</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>명령 찾기(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Foldline</source>
        <translation>Foldline 정보(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>F&amp;aults</source>
        <translation>장애(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>Mark this time with a name…</source>
        <translation>이 시각에 이름 붙여 표시…</translation>
    </message>
    <message>
        <source>All mar&amp;ks</source>
        <translation>모든 표시(&amp;K)</translation>
    </message>
    <message>
        <source>St&amp;op simulating, or go on</source>
        <translation>시뮬레이션 멈춤 또는 계속(&amp;O)</translation>
    </message>
    <message>
        <source>Compare &amp;branches</source>
        <translation>갈래 비교(&amp;B)</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CompareDialog</name>
    <message>
        <source>%1 of %2 figures differ</source>
        <translation>지표 %2개 중 %1개가 다름</translation>
    </message>
    <message>
        <source>%1 of %2 figures differ so far</source>
        <translation>지금까지 지표 %2개 중 %1개가 다름</translation>
    </message>
    <message>
        <source>no more records</source>
        <translation>더 이상 기록 없음</translation>
    </message>
    <message>
        <source>Looking for the record at which they part…</source>
        <translation>두 갈래가 갈라지는 기록을 찾는 중…</translation>
    </message>
    <message>
        <source>%1 records compared</source>
        <translation>기록 %1개를 비교함</translation>
    </message>
    <message>
        <source>The same so far</source>
        <translation>지금까지는 같음</translation>
    </message>
    <message>
        <source>%1 records compared; more follow as they are simulated</source>
        <translation>기록 %1개를 비교함. 시뮬레이션되는 대로 이어서 비교합니다</translation>
    </message>
    <message>
        <source>This is one branch: choose two</source>
        <translation>같은 갈래입니다. 서로 다른 둘을 고르세요</translation>
    </message>
    <message>
        <source>Not one record differs</source>
        <translation>다른 기록이 하나도 없음</translation>
    </message>
    <message>
        <source>What differs between the branches does not touch this system</source>
        <translation>두 갈래의 차이가 이 시스템에는 영향을 주지 않습니다</translation>
    </message>
    <message>
        <source>The records cannot be compared</source>
        <translation>기록을 비교할 수 없음</translation>
    </message>
    <message>
        <source>They part at %1</source>
        <translation>%1에 갈라짐</translation>
    </message>
    <message>
        <source>Compare branches</source>
        <translation>갈래 비교</translation>
    </message>
    <message>
        <source>&amp;First branch</source>
        <translation>첫째 갈래(&amp;F)</translation>
    </message>
    <message>
        <source>Se&amp;cond branch</source>
        <translation>둘째 갈래(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>시스템(&amp;S)</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>맞바꾸기(&amp;W)</translation>
    </message>
    <message>
        <source>Show in the first</source>
        <translation>첫째에서 보기</translation>
    </message>
    <message>
        <source>Show in the second</source>
        <translation>둘째에서 보기</translation>
    </message>
    <message>
        <source>&amp;Only what differs</source>
        <translation>다른 것만(&amp;O)</translation>
    </message>
    <message>
        <source>Figures of both branches</source>
        <translation>두 갈래의 지표</translation>
    </message>
    <message>
        <source>Cop&amp;y table</source>
        <translation>표 복사(&amp;Y)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::CompareModel</name>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>better</source>
        <translation>나아짐</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>나빠짐</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>다름</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DiagnosticsDialog</name>
    <message>
        <source>Problems in %1</source>
        <translation>%1의 문제</translation>
    </message>
    <message numerus="yes">
        <source>%1 cannot be run: %n problem(s) to put right first.</source>
        <translation>
            <numerusform>%1을(를) 실행할 수 없습니다. 먼저 고칠 문제가 %n개 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open in editor</source>
        <translation>편집기에서 열기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>다시 시도(&amp;T)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DiagnosticsModel</name>
    <message>
        <source>Line</source>
        <translation>줄</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>칸</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>무엇이 잘못되었나</translation>
    </message>
</context>
<context>
    <name>foldline::ui::DockLayout</name>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
</context>
<context>
    <name>foldline::ui::EntityModel</name>
    <message>
        <source>version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source> (differs)</source>
        <translation> (다름)</translation>
    </message>
    <message>
        <source>Client believes</source>
        <translation>고객이 아는 값</translation>
    </message>
    <message>
        <source>RDB row</source>
        <translation>RDB 행</translation>
    </message>
    <message>
        <source>Fold of events</source>
        <translation>이벤트를 접은 값</translation>
    </message>
</context>
<context>
    <name>foldline::ui::EntityPage</name>
    <message>
        <source>Entity</source>
        <translation>엔티티</translation>
    </message>
    <message>
        <source>Which entity to look at; type a part of its name</source>
        <translation>살펴볼 엔티티. 이름의 일부를 입력하세요</translation>
    </message>
    <message>
        <source>What the client believes, the row says and the events fold to</source>
        <translation>고객이 아는 값, 행의 값, 이벤트를 접은 값</translation>
    </message>
    <message>
        <source>Stream of the entity</source>
        <translation>엔티티의 스트림</translation>
    </message>
    <message>
        <source>Double-click an event to go to its time</source>
        <translation>이벤트를 두 번 클릭하면 그 시각으로 갑니다</translation>
    </message>
    <message>
        <source>ROW %1 · STATE AFTER EACH WRITE</source>
        <translation>행 %1 · 쓰기마다의 상태</translation>
    </message>
    <message>
        <source>STREAM %1 · STATE AFTER EACH EVENT</source>
        <translation>스트림 %1 · 이벤트마다의 상태</translation>
    </message>
    <message>
        <source>Show the record</source>
        <translation>기록 보기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::Facts</name>
    <message>
        <source>idle</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>works, %1</source>
        <translation>작업 중, %1</translation>
    </message>
    <message>
        <source>waits for %1, %2</source>
        <translation>%1 대기, %2</translation>
    </message>
    <message>
        <source>waits to try again, %1</source>
        <translation>재시도 대기, %1</translation>
    </message>
    <message>
        <source>CONNECTIONS</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>WORKERS</source>
        <translation>작업자</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>사용 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>대기열에서 대기</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>연결 %1</translation>
    </message>
    <message>
        <source>worker %1</source>
        <translation>작업자 %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>외 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>PARTITIONS</source>
        <translation>파티션</translation>
    </message>
    <message>
        <source>end %1</source>
        <translation>끝 %1</translation>
    </message>
    <message>
        <source>%1 in %2 %3</source>
        <translation>%2 %3의 %1</translation>
    </message>
    <message>
        <source>committed %1, behind %2</source>
        <translation>커밋 %1, 밀림 %2</translation>
    </message>
    <message>
        <source>SINCE THE START</source>
        <translation>시작부터 지금까지</translation>
    </message>
    <message>
        <source>received</source>
        <translation>받음</translation>
    </message>
    <message>
        <source>committed</source>
        <translation>커밋</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>롤백</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>lost in a crash</source>
        <translation>중단으로 유실</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>rows written</source>
        <translation>쓴 행</translation>
    </message>
    <message>
        <source>lines to reconcile by hand</source>
        <translation>손으로 맞춰야 할 줄</translation>
    </message>
    <message>
        <source>waiting for an answer</source>
        <translation>응답 대기</translation>
    </message>
    <message>
        <source>OVER THE WHOLE RUN</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>latency, mean</source>
        <translation>지연 시간, 평균</translation>
    </message>
    <message>
        <source>latency, p95</source>
        <translation>지연 시간, p95</translation>
    </message>
    <message>
        <source>latency, p99</source>
        <translation>지연 시간, p99</translation>
    </message>
    <message>
        <source>wait, mean</source>
        <translation>대기, 평균</translation>
    </message>
    <message>
        <source>wait, p95</source>
        <translation>대기, p95</translation>
    </message>
    <message>
        <source>in service, mean</source>
        <translation>처리, 평균</translation>
    </message>
    <message>
        <source>queue, mean</source>
        <translation>대기열, 평균</translation>
    </message>
    <message>
        <source>queue, longest</source>
        <translation>대기열, 최대</translation>
    </message>
    <message>
        <source>utilisation</source>
        <translation>이용률</translation>
    </message>
    <message>
        <source>up</source>
        <translation>정상</translation>
    </message>
    <message>
        <source>status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>down</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>장애</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1, %2째</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>number</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>other node</source>
        <translation>상대 노드</translation>
    </message>
    <message>
        <source>about</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>version</source>
        <translation>버전</translation>
    </message>
    <message>
        <source>what</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>request</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>slot</source>
        <translation>자리</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>caused by</source>
        <translation>원인</translation>
    </message>
    <message>
        <source>WHAT CLIENTS WERE TOLD</source>
        <translation>고객이 들은 답</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>수락</translation>
    </message>
    <message>
        <source>not told in time</source>
        <translation>제때 듣지 못함</translation>
    </message>
    <message>
        <source>AND WHAT BECAME OF IT</source>
        <translation>그리고 실제 결과</translation>
    </message>
    <message>
        <source>accepted, yet lost</source>
        <translation>수락했지만 유실</translation>
    </message>
    <message>
        <source>not accepted, yet applied</source>
        <translation>수락하지 않았지만 반영</translation>
    </message>
    <message>
        <source>applied twice or more</source>
        <translation>두 번 이상 반영</translation>
    </message>
    <message>
        <source>rows that differ from what clients know</source>
        <translation>고객이 아는 값과 다른 행</translation>
    </message>
    <message>
        <source>events the rows do not reflect yet</source>
        <translation>아직 행에 반영되지 않은 이벤트</translation>
    </message>
    <message>
        <source>longest staleness</source>
        <translation>가장 오래 뒤처진 시간</translation>
    </message>
    <message>
        <source>CHECKS OF THE SCENARIO</source>
        <translation>시나리오의 검사</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>지켜짐</translation>
    </message>
    <message>
        <source>violated since %1 s</source>
        <translation>%1초부터 어긋남</translation>
    </message>
    <message>
        <source>EXPECTED AT THE END OF THE RUN</source>
        <translation>실행이 끝났을 때 기대하는 것</translation>
    </message>
    <message>
        <source>holds: %1</source>
        <translation>성립: %1</translation>
    </message>
    <message>
        <source>does not hold: %1</source>
        <translation>성립하지 않음: %1</translation>
    </message>
    <message>
        <source>crashed</source>
        <translation>비정상 종료</translation>
    </message>
    <message>
        <source>slowed down</source>
        <translation>느려짐</translation>
    </message>
    <message>
        <source>rolls back</source>
        <translation>롤백함</translation>
    </message>
    <message>
        <source>loses replies</source>
        <translation>응답을 잃음</translation>
    </message>
    <message>
        <source>loses messages</source>
        <translation>메시지를 잃음</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>끊김</translation>
    </message>
    <message>
        <source>CIRCUIT BREAKERS</source>
        <translation>회로 차단기</translation>
    </message>
    <message>
        <source>closed, %1</source>
        <translation>닫힘, %1</translation>
    </message>
    <message>
        <source>open, %1</source>
        <translation>열림, %1</translation>
    </message>
    <message>
        <source>half-open, %1</source>
        <translation>반쯤 열림, %1</translation>
    </message>
    <message>
        <source>duplicates skipped</source>
        <translation>건너뛴 중복</translation>
    </message>
    <message>
        <source>loses its leader</source>
        <translation>리더를 잃음</translation>
    </message>
    <message>
        <source>writes wrong values</source>
        <translation>틀린 값을 씀</translation>
    </message>
    <message>
        <source>new schema</source>
        <translation>새 스키마</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultBar</name>
    <message>
        <source>%1, from the playhead on. Press again to end it.</source>
        <translation>재생 위치부터 %1. 다시 누르면 끝납니다.</translation>
    </message>
    <message>
        <source>More</source>
        <translation>더 보기</translation>
    </message>
    <message>
        <source>More faults</source>
        <translation>장애 더 보기</translation>
    </message>
    <message>
        <source>Every kind of fault, on every node</source>
        <translation>모든 종류의 장애를 모든 노드에</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultMenu</name>
    <message>
        <source>work</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>transaction in %1</source>
        <translation>%1 트랜잭션</translation>
    </message>
    <message>
        <source>produces %1</source>
        <translation>%1 발행</translation>
    </message>
    <message>
        <source>calls %1</source>
        <translation>%1 호출</translation>
    </message>
    <message>
        <source>replies</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>loads from %1</source>
        <translation>%1에서 읽기</translation>
    </message>
    <message>
        <source>appends %1</source>
        <translation>%1 추가</translation>
    </message>
    <message>
        <source>requires %1</source>
        <translation>조건 %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>Goes down for %1</source>
        <translation>%1 동안 정지</translation>
    </message>
    <message>
        <source>Crashes, back after %1</source>
        <translation>중단, %1 뒤 다시 시작</translation>
    </message>
    <message>
        <source>Instance %1 crashes, back after %2</source>
        <translation>인스턴스 %1 중단, %2 뒤 다시 시작</translation>
    </message>
    <message>
        <source>%1× slower for %2</source>
        <translation>%2 동안 %1배 느림</translation>
    </message>
    <message>
        <source>Rolls back %1 % for %2</source>
        <translation>%2 동안 %1% 롤백</translation>
    </message>
    <message>
        <source>Loses %1 % of its replies for %2</source>
        <translation>%2 동안 응답 %1% 유실</translation>
    </message>
    <message>
        <source>Loses %1 % of messages for %2</source>
        <translation>%2 동안 메시지 %1% 유실</translation>
    </message>
    <message>
        <source>Cut off from %1 for %2</source>
        <translation>%2 동안 %1 연결 끊김</translation>
    </message>
    <message>
        <source>Loses its leader</source>
        <translation>리더를 잃음</translation>
    </message>
    <message>
        <source>Reads all its events again</source>
        <translation>모든 이벤트를 처음부터 다시 읽음</translation>
    </message>
    <message>
        <source>Writes %1 for %2</source>
        <translation>%2 동안 잘못 기록: %1</translation>
    </message>
    <message>
        <source>Produces events that nobody can read, for %1</source>
        <translation>%1 동안 아무도 읽지 못하는 이벤트를 발행</translation>
    </message>
    <message>
        <source>Rebuild its rows from the events</source>
        <translation>이벤트로 행을 다시 만들기</translation>
    </message>
    <message>
        <source>Correct its wrong events</source>
        <translation>잘못된 이벤트 바로잡기</translation>
    </message>
    <message>
        <source>Retry what it has parked</source>
        <translation>보관한 이벤트 다시 처리</translation>
    </message>
    <message>
        <source>Teach it the new schema</source>
        <translation>새 스키마를 읽게 하기</translation>
    </message>
    <message>
        <source>Restore what was right before %1 s</source>
        <translation>%1초 직전으로 복원하기</translation>
    </message>
    <message>
        <source>Restore the last backup</source>
        <translation>마지막 백업으로 복원하기</translation>
    </message>
    <message>
        <source>before its offset is stored</source>
        <translation>오프셋을 저장하기 전</translation>
    </message>
    <message>
        <source>after its events are sent</source>
        <translation>이벤트를 보낸 뒤</translation>
    </message>
    <message>
        <source>after they are marked</source>
        <translation>보냈다고 표시한 뒤</translation>
    </message>
    <message>
        <source>after step %1: %2</source>
        <translation>%1단계 뒤: %2</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>Writes wrong values</source>
        <translation>잘못된 값을 씀</translation>
    </message>
    <message>
        <source>One instance crashes</source>
        <translation>인스턴스 하나만 중단</translation>
    </message>
    <message>
        <source>Crashes in the midst of a handler</source>
        <translation>처리 도중에 중단</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Take away: %1</source>
        <translation>없애기: %1</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>읽기 전용으로 열림</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultPopover</name>
    <message>
        <source>&amp;Starts at</source>
        <translation>시작(&amp;S)</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>until the end</source>
        <translation>끝까지</translation>
    </message>
    <message>
        <source>&amp;Lasts</source>
        <translation>지속(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Inject</source>
        <translation>넣기(&amp;I)</translation>
    </message>
    <message>
        <source> times</source>
        <translation>배</translation>
    </message>
    <message>
        <source>S&amp;lower by</source>
        <translation>느려지는 정도(&amp;L)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation>빈도(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Value written</source>
        <translation>기록할 값(&amp;V)</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultPreset</name>
    <message>
        <source>RDB down</source>
        <translation>RDB 정지</translation>
    </message>
    <message>
        <source>Crash server</source>
        <translation>서버 중단</translation>
    </message>
    <message>
        <source>Slow server</source>
        <translation>서버 지연</translation>
    </message>
    <message>
        <source>Lose replies</source>
        <translation>응답 유실</translation>
    </message>
    <message>
        <source>Broker down</source>
        <translation>브로커 정지</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FaultWords</name>
    <message>
        <source>Goes down</source>
        <translation>정지</translation>
    </message>
    <message>
        <source>Crashes and restarts</source>
        <translation>중단 후 재시작</translation>
    </message>
    <message>
        <source>Slows down</source>
        <translation>느려짐</translation>
    </message>
    <message>
        <source>Rolls back transactions</source>
        <translation>트랜잭션 롤백</translation>
    </message>
    <message>
        <source>Loses replies</source>
        <translation>응답 유실</translation>
    </message>
    <message>
        <source>Loses messages</source>
        <translation>메시지 유실</translation>
    </message>
    <message>
        <source>Connection is cut</source>
        <translation>연결 끊김</translation>
    </message>
    <message>
        <source>%1 %2× slower</source>
        <translation>%1 %2배 느림</translation>
    </message>
    <message>
        <source>%1 rolls back %2</source>
        <translation>%1 %2 롤백</translation>
    </message>
    <message>
        <source>%1 loses %2 of replies</source>
        <translation>%1 응답 %2 유실</translation>
    </message>
    <message>
        <source>%1 loses %2 of messages</source>
        <translation>%1 메시지 %2 유실</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Loses its leader</source>
        <translation>리더를 잃음</translation>
    </message>
    <message>
        <source>Replays all events</source>
        <translation>모든 이벤트를 다시 처리</translation>
    </message>
    <message>
        <source>Writes wrong values</source>
        <translation>잘못된 값을 씀</translation>
    </message>
    <message>
        <source>Rebuild its rows</source>
        <translation>행을 다시 만들기</translation>
    </message>
    <message>
        <source>Correct its events</source>
        <translation>이벤트 바로잡기</translation>
    </message>
    <message>
        <source>Produces events that nobody can read</source>
        <translation>아무도 읽지 못하는 이벤트를 발행</translation>
    </message>
    <message>
        <source>Retry what it has parked</source>
        <translation>보관한 이벤트 다시 처리</translation>
    </message>
    <message>
        <source>Teach it the new schema</source>
        <translation>새 스키마를 읽게 하기</translation>
    </message>
    <message>
        <source>Restore from the backup</source>
        <translation>백업에서 복원</translation>
    </message>
    <message>
        <source>Forget a person</source>
        <translation>한 사람을 잊기</translation>
    </message>
    <message>
        <source>%1, as of %2 s</source>
        <translation>%1, %2초 시점으로</translation>
    </message>
    <message>
        <source>Repairs</source>
        <translation>복구</translation>
    </message>
</context>
<context>
    <name>foldline::ui::FileOpening</name>
    <message>
        <source>%1: there is no such file that can be read</source>
        <translation>%1: 읽을 수 있는 파일이 없습니다</translation>
    </message>
    <message>
        <source>%1: the folder for recordings cannot be made; check that its parent can be written</source>
        <translation>%1: 녹화 폴더를 만들 수 없습니다. 상위 폴더에 쓸 수 있는지 확인하세요</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ForkTitles</name>
    <message>
        <source>without %1</source>
        <translation>%1 없이</translation>
    </message>
    <message>
        <source>%1 down</source>
        <translation>%1 정지</translation>
    </message>
    <message>
        <source>%1 crashed</source>
        <translation>%1 중단</translation>
    </message>
    <message>
        <source>%1 slow</source>
        <translation>%1 느림</translation>
    </message>
    <message>
        <source>%1 flaky</source>
        <translation>%1 불안정</translation>
    </message>
    <message>
        <source>%1 loses replies</source>
        <translation>%1 응답 유실</translation>
    </message>
    <message>
        <source>%1 loses messages</source>
        <translation>%1 메시지 유실</translation>
    </message>
    <message>
        <source>%1 cut off from %2</source>
        <translation>%1 – %2 연결 끊김</translation>
    </message>
    <message>
        <source>from %1 s</source>
        <translation>%1초부터</translation>
    </message>
    <message>
        <source>%1 s for %2 s</source>
        <translation>%1초부터 %2초 동안</translation>
    </message>
    <message>
        <source>%1 crashed after %2</source>
        <translation>%1, %2 뒤에 죽음</translation>
    </message>
    <message>
        <source>%1 loses its leader</source>
        <translation>%1, 리더를 잃음</translation>
    </message>
    <message>
        <source>%1 replays</source>
        <translation>%1, 다시 처리</translation>
    </message>
    <message>
        <source>%1 writes a wrong %2</source>
        <translation>%1, %2 값을 잘못 씀</translation>
    </message>
    <message>
        <source>%1 changes its schema</source>
        <translation>%1, 스키마를 바꿈</translation>
    </message>
    <message>
        <source>%1 rebuilt</source>
        <translation>%1, 다시 만듦</translation>
    </message>
    <message>
        <source>%1 corrected</source>
        <translation>%1, 바로잡음</translation>
    </message>
    <message>
        <source>%1 retries what it parked</source>
        <translation>%1, 보관한 이벤트를 다시 처리</translation>
    </message>
    <message>
        <source>%1 learns the new schema</source>
        <translation>%1, 새 스키마를 읽음</translation>
    </message>
    <message>
        <source>%1 restored</source>
        <translation>%1, 복원됨</translation>
    </message>
    <message>
        <source>%1 forgotten</source>
        <translation>%1, 잊힘</translation>
    </message>
    <message>
        <source>at %1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 crashed, instance %2</source>
        <translation>%1의 인스턴스 %2 중단</translation>
    </message>
    <message>
        <source>%1 restored as of %2 s</source>
        <translation>%1, %2초 시점으로 복원됨</translation>
    </message>
</context>
<context>
    <name>foldline::ui::Inspector</name>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
</context>
<context>
    <name>foldline::ui::InspectorPanel</name>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>살펴보기</translation>
    </message>
    <message>
        <source>System</source>
        <translation>시스템</translation>
    </message>
    <message>
        <source>Which of the systems to look into</source>
        <translation>살펴볼 시스템</translation>
    </message>
    <message>
        <source>The node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Checks %1</source>
        <translation>검사 %1</translation>
    </message>
</context>
<context>
    <name>foldline::ui::KeyListDialog</name>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Pointer, on the timeline</source>
        <translation>타임라인에서 포인터</translation>
    </message>
    <message>
        <source>Move the playhead</source>
        <translation>재생 위치 옮기기</translation>
    </message>
    <message>
        <source>Drag in the ruler</source>
        <translation>눈금자에서 끌기</translation>
    </message>
    <message>
        <source>Select a stretch of time</source>
        <translation>시간 구간 선택</translation>
    </message>
    <message>
        <source>Drag in a lane</source>
        <translation>레인에서 끌기</translation>
    </message>
    <message>
        <source>Move or stretch a fault</source>
        <translation>장애 옮기기, 늘이기</translation>
    </message>
    <message>
        <source>Drag it</source>
        <translation>장애를 끌기</translation>
    </message>
    <message>
        <source>Add a fault</source>
        <translation>장애 더하기</translation>
    </message>
    <message>
        <source>Double-click the faults</source>
        <translation>장애 줄을 두 번 클릭</translation>
    </message>
    <message>
        <source>Zoom around the pointer</source>
        <translation>포인터를 중심으로 확대</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Ctrl + 휠</translation>
    </message>
</context>
<context>
    <name>foldline::ui::LessonPanel</name>
    <message>
        <source>Lesson</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Predict before you press play</source>
        <translation>재생하기 전에 예측해 보세요</translation>
    </message>
    <message>
        <source>NO LESSON</source>
        <translation>수업 없음</translation>
    </message>
    <message>
        <source>This scenario has no lesson. Press Space to play it, and break something with the buttons above.</source>
        <translation>이 시나리오에는 수업이 없습니다. 스페이스로 재생하고, 위의 버튼으로 무언가를 망가뜨려 보세요.</translation>
    </message>
    <message>
        <source>LESSON · STEP %1 OF %2</source>
        <translation>수업 · %2단계 중 %1단계</translation>
    </message>
    <message>
        <source>Your prediction for %1</source>
        <translation>%1에 대한 예측</translation>
    </message>
    <message>
        <source>The log has no such figure.</source>
        <translation>로그에 그런 수치가 없습니다.</translation>
    </message>
    <message>
        <source>✓ Right: %1</source>
        <translation>✓ 맞습니다: %1</translation>
    </message>
    <message>
        <source>✗ You said %1; the log says %2</source>
        <translation>✗ 예측 %1, 로그에는 %2</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>답 보기</translation>
    </message>
    <message>
        <source>Continue ▸</source>
        <translation>계속 ▸</translation>
    </message>
    <message>
        <source>Play to %1 s ▸</source>
        <translation>%1초까지 재생 ▸</translation>
    </message>
    <message>
        <source>Skip there ▸▸</source>
        <translation>바로 가기 ▸▸</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>처음부터</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>다시 답하기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::LessonSteps</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MainWindow</name>
    <message>
        <source>This recording can only be read. Save a copy to inject faults into it.</source>
        <translation>읽기만 할 수 있는 녹화입니다. 장애를 넣으려면 사본을 저장하세요.</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>사본 저장…</translation>
    </message>
    <message>
        <source>Saved a copy as %1.</source>
        <translation>%1(으)로 사본을 저장했습니다.</translation>
    </message>
    <message>
        <source>Open the copy</source>
        <translation>사본 열기</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2. Choose another place.</source>
        <translation>%1에 쓸 수 없습니다: %2. 다른 위치를 고르세요.</translation>
    </message>
    <message>
        <source>Open re&amp;cent</source>
        <translation>최근 파일 열기(&amp;C)</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>테마(&amp;H)</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>재생 도구</translation>
    </message>
    <message>
        <source>%1 — seed %2 — branch “%3”</source>
        <translation>%1 — 시드 %2 — 갈래 “%3”</translation>
    </message>
    <message>
        <source>The simulation stopped: %1</source>
        <translation>시뮬레이션이 멈췄습니다: %1</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Clear this list</source>
        <translation>목록 지우기</translation>
    </message>
    <message>
        <source>There is no recording yet. Open a scenario.</source>
        <translation>아직 녹화가 없습니다. 시나리오를 여세요.</translation>
    </message>
    <message>
        <source>Open scenario or recording</source>
        <translation>시나리오나 녹화 열기</translation>
    </message>
    <message>
        <source>Scenarios and recordings (*.yaml *.yml *.foldline);;All files (*)</source>
        <translation>시나리오와 녹화 (*.yaml *.yml *.foldline);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Save recording as</source>
        <translation>녹화를 다른 이름으로 저장</translation>
    </message>
    <message>
        <source>Recordings (*.foldline)</source>
        <translation>녹화 (*.foldline)</translation>
    </message>
    <message>
        <source>Export scorecard</source>
        <translation>성적표 내보내기</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>쉼표로 구분된 값 (*.csv)</translation>
    </message>
    <message>
        <source>Run with another seed</source>
        <translation>다른 시드로 실행</translation>
    </message>
    <message>
        <source>Seed: a whole number. The same seed always gives the same run.</source>
        <translation>시드(정수). 같은 시드는 언제나 같은 실행을 만듭니다.</translation>
    </message>
    <message>
        <source>“%1” is not a seed; give a whole number from 0 on</source>
        <translation>“%1”은(는) 시드가 아닙니다. 0 이상의 정수를 쓰세요</translation>
    </message>
    <message>
        <source>Rename branch</source>
        <translation>갈래 이름 바꾸기</translation>
    </message>
    <message>
        <source>Name of the branch</source>
        <translation>갈래의 이름</translation>
    </message>
    <message>
        <source>About Foldline</source>
        <translation>Foldline 정보</translation>
    </message>
    <message>
        <source>A desktop lab for event sourcing. Free software under the GNU General Public License, version 3 or later.</source>
        <translation>이벤트 소싱을 실험하는 데스크톱 실험실. GNU GPL 3판 이상을 따르는 자유 소프트웨어입니다.</translation>
    </message>
    <message>
        <source>Mark this time</source>
        <translation>이 시각 표시</translation>
    </message>
    <message>
        <source>What is to be seen at %1</source>
        <translation>%1에 볼 것</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MarksDialog</name>
    <message>
        <source>Marks</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Marks are kept in the recording. Return goes to one, F2 names it, Delete takes it away; each can be undone.</source>
        <translation>표시는 기록 파일에 남습니다. Enter로 그 시각에 가고, F2로 이름을 붙이고, Delete로 지웁니다. 모두 되돌릴 수 있습니다.</translation>
    </message>
    <message>
        <source>&amp;Mark the playhead</source>
        <translation>재생 위치 표시(&amp;M)</translation>
    </message>
    <message>
        <source>Or takes the mark away that is there</source>
        <translation>이미 있는 표시라면 지웁니다</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>거기로 가기(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Name…</source>
        <translation>이름…(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>지우기(&amp;R)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::MarksModel</name>
    <message>
        <source>Time</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>갈래</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ProgressArea</name>
    <message>
        <source>Simulating %1 %</source>
        <translation>시뮬레이션 %1 %</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>시뮬레이션 진행</translation>
    </message>
    <message>
        <source>Simulated up to %1</source>
        <translation>%1까지 시뮬레이션됨</translation>
    </message>
    <message>
        <source>Go on simulating</source>
        <translation>시뮬레이션 계속</translation>
    </message>
    <message>
        <source>Stop simulating</source>
        <translation>시뮬레이션 멈춤</translation>
    </message>
    <message>
        <source>Simulates the rest of the run</source>
        <translation>나머지를 시뮬레이션합니다</translation>
    </message>
    <message>
        <source>Stops here. What is simulated so far is kept, and can be played; the rest can be simulated later.</source>
        <translation>여기서 멈춥니다. 지금까지의 기록은 남아 재생할 수 있고, 나머지는 나중에 시뮬레이션할 수 있습니다.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>멈춤</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RecordPage</name>
    <message>
        <source>Cause</source>
        <translation>원인</translation>
    </message>
    <message>
        <source>Go to the record that caused this one (Ctrl+←)</source>
        <translation>이 기록을 일으킨 기록으로 (Ctrl+←)</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Go to the first record this one caused (Ctrl+→)</source>
        <translation>이 기록이 처음 일으킨 기록으로 (Ctrl+→)</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Records around the playhead</source>
        <translation>재생 위치 주변의 기록</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RecordsModel</name>
    <message>
        <source>time (s)</source>
        <translation>시각 (초)</translation>
    </message>
    <message>
        <source>what happened</source>
        <translation>일어난 일</translation>
    </message>
    <message>
        <source>where</source>
        <translation>어디서</translation>
    </message>
    <message>
        <source>about</source>
        <translation>대상</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RenameBranchCommand</name>
    <message>
        <source>rename</source>
        <translation>이름 바꾸기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RowNotice</name>
    <message>
        <source>%1 is down since %2 s: nobody can write the row until it is back. The events wait in the log; no client has to try again.</source>
        <translation>%1이(가) %2초부터 정지해 있어 돌아올 때까지 아무도 행을 쓸 수 없습니다. 이벤트는 로그에서 기다리며, 고객은 다시 시도하지 않아도 됩니다.</translation>
    </message>
    <message>
        <source>The consumer has not applied them yet; they wait in the log.</source>
        <translation>소비자가 아직 반영하지 않았습니다. 이벤트는 로그에서 기다립니다.</translation>
    </message>
    <message numerus="yes">
        <source>The row is %n version(s) behind.</source>
        <translation>
            <numerusform>행이 %n개 버전 뒤처져 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The row is %n version(s) behind, for %1.</source>
        <translation>
            <numerusform>행이 %1째 %n개 버전 뒤처져 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 #%2 was appended at %3 s. %4</source>
        <translation>%1 #%2은(는) %3초에 추가되었습니다. %4</translation>
    </message>
    <message>
        <source>The row and the client disagree.</source>
        <translation>행과 고객이 아는 값이 다릅니다.</translation>
    </message>
    <message>
        <source>A client stopped waiting for request %1 of %2 s: it cannot know whether its change took effect. Somebody has to reconcile it by hand.</source>
        <translation>고객이 %2초의 요청 %1을(를) 더 기다리지 않습니다. 변경이 반영되었는지 알 수 없어 누군가 손으로 맞춰야 합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) under way.</source>
        <translation>
            <numerusform>진행 중인 요청 %n건.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client has not been answered yet.</source>
        <translation>고객이 아직 답을 받지 못했습니다.</translation>
    </message>
    <message>
        <source>All agree.</source>
        <translation>모두 일치합니다.</translation>
    </message>
    <message>
        <source>What the client was told, the row and the events are the same.</source>
        <translation>고객이 들은 답, 행, 이벤트가 모두 같습니다.</translation>
    </message>
    <message>
        <source>This record wrote the row last, and no client was told ok for what it says now.</source>
        <translation>이 기록이 행을 마지막으로 썼고, 지금 행이 말하는 것을 성공이라고 들은 고객은 없습니다.</translation>
    </message>
    <message>
        <source>The consumer has parked events until somebody has them tried again; what follows them waits, too.</source>
        <translation>소비자가 이벤트를 보관해 두었습니다. 누군가 다시 처리할 때까지 뒤따르는 것도 기다립니다.</translation>
    </message>
</context>
<context>
    <name>foldline::ui::RunController</name>
    <message>
        <source>this fault is not part of the branch shown</source>
        <translation>이 장애는 표시 중인 갈래에 없습니다</translation>
    </message>
    <message>
        <source>this recording can only be read; use Save As to work on a copy of it</source>
        <translation>읽기만 할 수 있는 녹화입니다. 다른 이름으로 저장한 사본에서 작업하세요</translation>
    </message>
    <message>
        <source>set a mark</source>
        <translation>표시하기</translation>
    </message>
    <message>
        <source>name a mark</source>
        <translation>표시 이름 붙이기</translation>
    </message>
    <message>
        <source>remove a mark</source>
        <translation>표시 지우기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardDialog</name>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>%1, whole run</source>
        <translation>%1, 전체 실행</translation>
    </message>
    <message>
        <source>%1, up to %2</source>
        <translation>%1, %2까지</translation>
    </message>
    <message>
        <source>Scorecard</source>
        <translation>성적표</translation>
    </message>
    <message>
        <source>&amp;Compare with</source>
        <translation>비교할 갈래(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardFigure</name>
    <message>
        <source>Requests</source>
        <translation>요청</translation>
    </message>
    <message>
        <source>What clients intended, first attempts only</source>
        <translation>고객이 하려던 일, 첫 시도만</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>수락</translation>
    </message>
    <message>
        <source>Clients were told ok</source>
        <translation>고객이 수락되었다는 답을 들음</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>거절</translation>
    </message>
    <message>
        <source>Clients were told that it failed</source>
        <translation>고객이 실패했다는 답을 들음</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Clients were told nothing in time</source>
        <translation>고객이 제때 답을 듣지 못함</translation>
    </message>
    <message>
        <source>Still waiting</source>
        <translation>아직 대기 중</translation>
    </message>
    <message>
        <source>Requests whose client still waits</source>
        <translation>고객이 아직 기다리는 요청</translation>
    </message>
    <message>
        <source>Acknowledged but lost</source>
        <translation>수락했지만 유실</translation>
    </message>
    <message>
        <source>Told ok, yet neither in a row nor in the log</source>
        <translation>수락했다고 답했지만 행에도 로그에도 없음</translation>
    </message>
    <message>
        <source>Refused but applied</source>
        <translation>거절했지만 반영</translation>
    </message>
    <message>
        <source>Told no, or nothing, yet it took effect</source>
        <translation>거절했거나 답하지 않았지만 반영됨</translation>
    </message>
    <message>
        <source>Applied twice</source>
        <translation>두 번 반영</translation>
    </message>
    <message>
        <source>Took effect two times or more</source>
        <translation>두 번 이상 반영됨</translation>
    </message>
    <message>
        <source>Inconsistent keys</source>
        <translation>어긋난 키</translation>
    </message>
    <message>
        <source>Entities whose row differs from what clients were told</source>
        <translation>행이 고객이 들은 답과 다른 엔티티</translation>
    </message>
    <message>
        <source>Events behind</source>
        <translation>밀린 이벤트</translation>
    </message>
    <message>
        <source>Events appended that the rows do not reflect yet</source>
        <translation>추가되었지만 아직 행에 반영되지 않은 이벤트</translation>
    </message>
    <message>
        <source>Events behind, at most</source>
        <translation>밀린 이벤트, 최대</translation>
    </message>
    <message>
        <source>The longest backlog so far</source>
        <translation>지금까지 가장 많이 밀린 양</translation>
    </message>
    <message>
        <source>Staleness, at most</source>
        <translation>뒤처진 시간, 최대</translation>
    </message>
    <message>
        <source>The longest that an acknowledged change was missing in a row</source>
        <translation>수락한 변경이 행에 없던 가장 긴 시간</translation>
    </message>
    <message>
        <source>Staleness, mean</source>
        <translation>뒤처진 시간, 평균</translation>
    </message>
    <message>
        <source>Mean time until an acknowledged change was in the row</source>
        <translation>수락한 변경이 행에 반영되기까지의 평균 시간</translation>
    </message>
    <message>
        <source>Latency, median</source>
        <translation>지연 시간, 중앙값</translation>
    </message>
    <message>
        <source>Half of the answers ok came faster</source>
        <translation>수락 응답의 절반이 이보다 빨랐음</translation>
    </message>
    <message>
        <source>Latency, 95th percentile</source>
        <translation>지연 시간, 95백분위</translation>
    </message>
    <message>
        <source>95 % of the answers ok came faster</source>
        <translation>수락 응답의 95 %가 이보다 빨랐음</translation>
    </message>
    <message>
        <source>Latency, 99th percentile</source>
        <translation>지연 시간, 99백분위</translation>
    </message>
    <message>
        <source>99 % of the answers ok came faster</source>
        <translation>수락 응답의 99 %가 이보다 빨랐음</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>가용성</translation>
    </message>
    <message>
        <source>Accepted among all that ended</source>
        <translation>끝난 요청 가운데 수락의 비율</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>회복</translation>
    </message>
    <message>
        <source>From the end of the last fault until nothing was behind and nobody was refused</source>
        <translation>마지막 장애가 끝나고 밀린 것도 거절도 없어질 때까지</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>Requests sent again</source>
        <translation>다시 보낸 요청</translation>
    </message>
    <message>
        <source>Pieces of database work</source>
        <translation>DB 작업</translation>
    </message>
    <message>
        <source>Transactions begun</source>
        <translation>시작한 트랜잭션</translation>
    </message>
    <message>
        <source>Rows written</source>
        <translation>쓴 행</translation>
    </message>
    <message>
        <source>Rows that transactions made visible</source>
        <translation>트랜잭션이 반영한 행</translation>
    </message>
    <message>
        <source>Events appended</source>
        <translation>추가한 이벤트</translation>
    </message>
    <message>
        <source>Events that a broker stored</source>
        <translation>브로커가 저장한 이벤트</translation>
    </message>
    <message>
        <source>Redelivered</source>
        <translation>재전달</translation>
    </message>
    <message>
        <source>Events given to a handler more than once</source>
        <translation>처리기에 두 번 이상 전달된 이벤트</translation>
    </message>
    <message>
        <source>Lines to reconcile by hand</source>
        <translation>손으로 맞춰야 할 줄</translation>
    </message>
    <message>
        <source>Failed requests in access logs</source>
        <translation>접근 로그의 실패한 요청</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>용량</translation>
    </message>
    <message>
        <source>Workers and connections paid for</source>
        <translation>비용을 내는 작업자와 연결</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1%p</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>지켜짐</translation>
    </message>
    <message>
        <source>broken at %1</source>
        <translation>%1에 어긋남</translation>
    </message>
    <message>
        <source>Duplicates skipped</source>
        <translation>건너뛴 중복</translation>
    </message>
    <message>
        <source>Requests and events that a database knew to be done already</source>
        <translation>DB가 이미 처리했음을 알아본 요청과 이벤트</translation>
    </message>
    <message>
        <source>Wrong rows</source>
        <translation>틀린 행</translation>
    </message>
    <message>
        <source>Rows, over all databases, that differ from what clients were told</source>
        <translation>모든 DB에서 클라이언트가 들은 것과 다른 행</translation>
    </message>
    <message>
        <source>Events parked</source>
        <translation>보관한 이벤트</translation>
    </message>
    <message>
        <source>Events that consumers have put aside, now</source>
        <translation>소비자가 지금 따로 둔 이벤트</translation>
    </message>
    <message>
        <source>Forgotten but remembered</source>
        <translation>잊었는데 남아 있음</translation>
    </message>
    <message>
        <source>Entities forgotten of which some row still knows more</source>
        <translation>잊기로 한 대상 가운데 어떤 행에 아직 내용이 남은 것</translation>
    </message>
    <message>
        <source>Latency, mean</source>
        <translation>지연 시간, 평균</translation>
    </message>
    <message>
        <source>Mean over the answers ok, from the first send</source>
        <translation>첫 전송부터 성공 응답까지의 평균</translation>
    </message>
    <message>
        <source>Applied out of order</source>
        <translation>순서가 뒤바뀌어 반영</translation>
    </message>
    <message>
        <source>Events applied after a later one of the same entity</source>
        <translation>같은 대상의 나중 이벤트보다 늦게 반영한 이벤트</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ScorecardModel</name>
    <message numerus="yes">
        <source>Broken by %n record(s)</source>
        <translation>
            <numerusform>기록 %n개에서 어긋남</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>foldline::ui::StreamModel</name>
    <message>
        <source>nothing changed</source>
        <translation>바뀐 것 없음</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimeField</name>
    <message>
        <source>Time of the playhead</source>
        <translation>재생 위치의 시각</translation>
    </message>
    <message>
        <source>Time of the playhead. Type a time, such as 14.28 or 1:02, to go there.</source>
        <translation>재생 위치의 시각. 14.28이나 1:02처럼 입력하면 그곳으로 갑니다.</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineTips</name>
    <message>
        <source>Mark at %1</source>
        <translation>%1의 표시</translation>
    </message>
    <message>
        <source>Click to choose a branch</source>
        <translation>클릭하여 갈래 고르기</translation>
    </message>
    <message numerus="yes">
        <source>%n more branch(es): click to choose</source>
        <translation>
            <numerusform>갈래 %n개 더: 클릭하여 고르기</numerusform>
        </translation>
    </message>
    <message>
        <source>Double-click beside the bars to add a fault; drag a bar to move it, its ends to stretch it</source>
        <translation>막대 옆을 두 번 클릭하면 장애가 더해집니다. 막대를 끌어 옮기고 끝을 끌어 늘입니다</translation>
    </message>
    <message>
        <source>Events appended · %1</source>
        <translation>추가한 이벤트 · %1</translation>
    </message>
    <message>
        <source>forked at %1</source>
        <translation>%1에서 갈라짐</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>이벤트 %1건</translation>
    </message>
    <message>
        <source>%1 of them failures</source>
        <translation>그중 실패 %1건</translation>
    </message>
    <message>
        <source>%1: %2 · %3</source>
        <translation>%1: %2 · %3</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>기록 %1건</translation>
    </message>
    <message>
        <source>Playhead at %1 of %2</source>
        <translation>재생 위치 %1 / %2</translation>
    </message>
    <message>
        <source>branch “%1”</source>
        <translation>갈래 “%1”</translation>
    </message>
    <message>
        <source>fault %1, %2%3</source>
        <translation>장애 %1, %2%3</translation>
    </message>
    <message>
        <source> (selected)</source>
        <translation> (선택됨)</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineView</name>
    <message>
        <source>Add fault at %1</source>
        <translation>%1에 장애 더하기</translation>
    </message>
    <message>
        <source>Show branch</source>
        <translation>갈래 보기</translation>
    </message>
    <message>
        <source>Zoom to selection</source>
        <translation>선택 구간 확대</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>전체 보기</translation>
    </message>
    <message>
        <source>Mark the playhead</source>
        <translation>재생 위치 표시하기</translation>
    </message>
    <message>
        <source>Lanes of %1</source>
        <translation>%1의 레인</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>One time axis for all systems. Drag in the ruler to move the playhead; drag a fault to move it, its ends to stretch it; drag in the lanes to select a range; Ctrl and the wheel zoom.</source>
        <translation>모든 시스템의 시간축. 눈금자를 끌면 재생 위치가 움직이고, 장애를 끌면 옮겨지며 끝을 끌면 늘어납니다. 레인을 끌면 구간이 선택되고, Ctrl과 휠로 확대합니다.</translation>
    </message>
    <message>
        <source>Scroll lanes</source>
        <translation>레인 스크롤</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TimelineWords</name>
    <message>
        <source>%1 until the end · %2</source>
        <translation>%1부터 끝까지 · %2</translation>
    </message>
    <message>
        <source>%1 – %2 · %3</source>
        <translation>%1 – %2 · %3</translation>
    </message>
    <message>
        <source>simulating · %1 %</source>
        <translation>시뮬레이션 · %1 %</translation>
    </message>
    <message>
        <source>reading · %1 %</source>
        <translation>읽는 중 · %1 %</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>갈래</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>장애</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>이벤트</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>차트</translation>
    </message>
    <message>
        <source>events behind</source>
        <translation>밀린 이벤트</translation>
    </message>
    <message>
        <source>errors / s</source>
        <translation>초당 오류</translation>
    </message>
    <message>
        <source>requests waiting</source>
        <translation>대기 중인 요청</translation>
    </message>
    <message>
        <source>latency, ms</source>
        <translation>지연 시간, ms</translation>
    </message>
</context>
<context>
    <name>foldline::ui::ToolStrip</name>
    <message>
        <source>Scorecard</source>
        <translation>성적표</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>찾기…</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>발표</translation>
    </message>
</context>
<context>
    <name>foldline::ui::TransportBar</name>
    <message>
        <source>Pause</source>
        <translation>일시 정지</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>재생</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Simulated seconds a second</source>
        <translation>1초에 흐르는 시뮬레이션 시간(초)</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>실행의 길이</translation>
    </message>
</context>
<context>
    <name>foldline::ui::WelcomePage</name>
    <message>
        <source>Run one business as several systems, break the database, a server or the broker, and watch on one timeline which facts survive.</source>
        <translation>하나의 업무를 여러 시스템으로 돌리고, 데이터베이스와 서버와 브로커를 망가뜨리며, 어떤 사실이 살아남는지 한 타임라인에서 지켜보세요.</translation>
    </message>
    <message>
        <source>Start with a scenario</source>
        <translation>시나리오로 시작하기</translation>
    </message>
    <message>
        <source>Go on with a recording</source>
        <translation>녹화 이어 보기</translation>
    </message>
    <message>
        <source>Or open a file of your own</source>
        <translation>내 파일 열기</translation>
    </message>
    <message>
        <source>Open scenario or recording…</source>
        <translation>시나리오나 녹화 열기…</translation>
    </message>
    <message>
        <source>You can also drop a file on this window</source>
        <translation>이 창에 파일을 끌어다 놓아도 됩니다</translation>
    </message>
</context>
</TS>

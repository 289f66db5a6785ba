// The tables of a recording (.foldline), in SQL, for people too: the comments inside the statements
// are kept by SQLite and shown by `.schema`. The views at the end answer most questions.
//
// Numbers without a sign and hashes of 64 bits are stored as the signed number with the same bits.
// Ids are dense indexes from 0 into the dictionary tables of the run's system; `seq` counts from 1.
// Whatever does not apply to a record is NULL.
#pragma once

namespace foldline {

/// "FOLD" in the header of the file, by which tools tell a recording.
inline constexpr int kApplicationId = 0x464f4c44;
/// Raised whenever a table changes. New kinds of records do not need it: see table `kind`.
inline constexpr int kSchemaVersion = 1;

inline constexpr const char* kTablesSql = R"sql(
CREATE TABLE recording(
  -- One row: what is recorded here.
  id INTEGER PRIMARY KEY CHECK (id = 1),
  scenario_name TEXT NOT NULL, -- file name, to show
  scenario TEXT NOT NULL,      -- the whole scenario file
  seed INTEGER NOT NULL,
  horizon_us INTEGER NOT NULL, -- simulated time at which every run ends
  written_by TEXT NOT NULL     -- version of Foldline
);
CREATE TABLE kind(
  -- What can be said to have happened.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  meaning TEXT NOT NULL        -- one sentence, and what the columns of record hold
);
CREATE TABLE system(
  -- The architectures that were put under the same business.
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  title_en TEXT NOT NULL,
  title_ko TEXT NOT NULL,
  genesis INTEGER NOT NULL     -- hash over recording, kind and the names of this system: the
                               -- chain of its runs begins with it
);
CREATE TABLE node(
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  name TEXT NOT NULL,
  title_en TEXT NOT NULL,
  title_ko TEXT NOT NULL,
  role TEXT NOT NULL,          -- client, gateway, service, rdb or broker
  capacity INTEGER NOT NULL,   -- workers of a service, connections of an RDB
  queue_limit INTEGER NOT NULL,-- places to wait for one of them; -1: no limit
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE symbol(
  -- Operations, event types, reasons, groups, values of text fields.
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE field(
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,          -- integer, text or boolean
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE entity(
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  type TEXT NOT NULL,          -- member
  key TEXT NOT NULL,           -- member-7
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE partition(
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  broker INTEGER NOT NULL,     -- node
  topic TEXT NOT NULL,
  number INTEGER NOT NULL,     -- within the topic, from 0
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE link(
  -- Two nodes that talk, in the direction of the first message.
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  from_node INTEGER NOT NULL,
  to_node INTEGER NOT NULL,
  kind TEXT NOT NULL,          -- request, statement, produce or consume
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE subscription(
  -- A consumer's claim on partitions of one topic.
  system INTEGER NOT NULL, id INTEGER NOT NULL,
  consumer INTEGER NOT NULL,   -- node
  broker INTEGER NOT NULL,     -- node
  consumer_group INTEGER NOT NULL, -- symbol
  handler INTEGER NOT NULL,    -- symbol
  batch_max INTEGER NOT NULL,
  PRIMARY KEY (system, id)
) WITHOUT ROWID;
CREATE TABLE subscription_partition(
  system INTEGER NOT NULL, subscription INTEGER NOT NULL,
  position INTEGER NOT NULL,
  partition INTEGER NOT NULL,
  PRIMARY KEY (system, subscription, position)
) WITHOUT ROWID;
CREATE TABLE branch(
  -- The tree of futures. The first one has no parent.
  id INTEGER PRIMARY KEY,
  parent INTEGER,
  fork_at_us INTEGER NOT NULL, -- what was before this time is the parent's
  title TEXT NOT NULL,
  faults TEXT NOT NULL,        -- YAML list
  hidden INTEGER NOT NULL      -- 1: undone
);
CREATE TABLE run(
  -- One system on one branch.
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL,
  system INTEGER NOT NULL,
  parent INTEGER,              -- the run whose records it goes on from
  fork_seq INTEGER NOT NULL,   -- the last record it shares with its parent
  last_seq INTEGER NOT NULL,
  recorded_until_us INTEGER NOT NULL,
  finished INTEGER NOT NULL,   -- 0: cut short
  chain INTEGER NOT NULL       -- hash after its last record
);
CREATE TABLE chunk(
  -- Where the records of a run are: ids first_id, first_id + 1 ... hold first_seq ... last_seq.
  run INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  first_t INTEGER NOT NULL,
  last_t INTEGER NOT NULL,
  first_id INTEGER NOT NULL,
  hash INTEGER NOT NULL,       -- of its last record
  PRIMARY KEY (run, first_seq)
) WITHOUT ROWID;
CREATE TABLE record(
  -- What happened, in the order in which it was recorded. Only ever appended to. View records has
  -- the names, and for every run the past it shares with its parent.
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  seq INTEGER NOT NULL,        -- 1, 2, 3 ... in the history of the run
  t INTEGER NOT NULL,          -- simulated time in microseconds
  kind INTEGER NOT NULL,       -- what the other columns mean: table kind
  node INTEGER,
  peer INTEGER,                -- node at the other end
  message INTEGER,
  request INTEGER,             -- the intention of a client; the same number in every system
  cause INTEGER,               -- seq of the record that caused this one
  entity INTEGER,
  version INTEGER,
  what INTEGER,                -- symbol
  slot INTEGER,                -- worker, connection, partition, fault ...
  attempt INTEGER,
  value INTEGER NOT NULL,
  data TEXT,                   -- JSON object of field names to values
  hash INTEGER NOT NULL        -- XXH3-64 over all of the above but id and run, seeded with the hash
                               -- of the record before it in the history of the run
);
CREATE TABLE keyframe(
  -- What every node held after record seq, so that a seek need not start from the beginning.
  run INTEGER NOT NULL, seq INTEGER NOT NULL,
  t INTEGER NOT NULL,
  world BLOB NOT NULL,
  hash INTEGER NOT NULL,       -- XXH3-64 of world
  PRIMARY KEY (run, seq)
);
CREATE TABLE entity_keyframe(
  run INTEGER NOT NULL, entity INTEGER NOT NULL, seq INTEGER NOT NULL,
  state BLOB NOT NULL,
  hash INTEGER NOT NULL,       -- XXH3-64 of state
  PRIMARY KEY (run, entity, seq)
);
CREATE TABLE note(
  -- Marks on the timeline, and what somebody wrote there.
  id INTEGER PRIMARY KEY,
  branch INTEGER NOT NULL,     -- the one that was shown
  t INTEGER NOT NULL,          -- simulated time in microseconds
  text TEXT NOT NULL           -- empty: only a mark
);
CREATE TABLE lesson_answer(
  -- What was predicted at the questions of the scenario's lesson. What was right the records say.
  step INTEGER NOT NULL,       -- of the lesson, from 0
  position INTEGER NOT NULL,   -- of the figure among those the step asks for, from 0
  branch INTEGER NOT NULL,     -- the one that was shown
  prediction REAL NOT NULL,
  PRIMARY KEY (step, position)
) WITHOUT ROWID;
)sql";

/// Built when runs are finished: kept while appending it would halve the speed.
inline constexpr const char* kEntityIndexSql =
    "CREATE INDEX record_by_entity ON record(run, entity) WHERE entity IS NOT NULL";

inline constexpr const char* kViewsSql = R"sql(
CREATE VIEW lineage AS
  -- Which records make up the history of a run: ancestor's first_seq ... last_seq.
  WITH RECURSIVE part(run, ancestor, parent, fork_seq, last_seq) AS (
    SELECT id, id, parent, fork_seq, last_seq FROM run
    UNION ALL
    SELECT part.run, run.id, run.parent, run.fork_seq, min(part.fork_seq, part.last_seq)
    FROM part JOIN run ON run.id = part.parent
  )
  SELECT run, ancestor, fork_seq + 1 AS first_seq, last_seq FROM part WHERE last_seq > fork_seq;
CREATE VIEW history AS
  -- The rows of record that make up the history of each run, with run and branch.
  SELECT lineage.run AS run, run.branch AS branch, run.system AS system, record.seq AS seq,
    record.t AS t, record.kind AS kind, record.node AS node, record.peer AS peer,
    record.message AS message, record.request AS request, record.cause AS cause,
    record.entity AS entity, record.version AS version, record.what AS what, record.slot AS slot,
    record.attempt AS attempt, record.value AS value, record.data AS data
  FROM lineage
  CROSS JOIN run ON run.id = lineage.run
  CROSS JOIN chunk ON chunk.run = lineage.ancestor
    AND chunk.first_seq <= lineage.last_seq AND chunk.last_seq >= lineage.first_seq
  CROSS JOIN record ON record.id
    BETWEEN chunk.first_id AND chunk.first_id + chunk.last_seq - chunk.first_seq
    AND record.seq BETWEEN lineage.first_seq AND lineage.last_seq;
CREATE VIEW records AS
  -- Everything that happened, with names. t_s: seconds.
  SELECT h.run AS run, h.branch AS branch, system.name AS system, h.seq AS seq,
    h.t / 1e6 AS t_s, kind.name AS kind, node.name AS node, peer.name AS peer,
    h.message AS message, h.request AS request, h.cause AS cause, entity.key AS entity,
    h.version AS version, symbol.text AS what, h.slot AS slot, h.attempt AS attempt,
    h.value AS value, h.data AS data
  FROM history AS h
  JOIN system ON system.id = h.system
  LEFT JOIN kind ON kind.id = h.kind
  LEFT JOIN node ON node.system = h.system AND node.id = h.node
  LEFT JOIN node AS peer ON peer.system = h.system AND peer.id = h.peer
  LEFT JOIN entity ON entity.system = h.system AND entity.id = h.entity
  LEFT JOIN symbol ON symbol.system = h.system AND symbol.id = h.what;
CREATE VIEW events AS
  -- The events in the brokers' logs.
  SELECT h.run AS run, h.branch AS branch, system.name AS system, h.seq AS seq, h.t / 1e6 AS t_s,
    partition.topic AS topic, partition.number AS partition, h.value AS position,
    entity.key AS entity, h.version AS version, symbol.text AS event, producer.name AS producer,
    h.request AS request, h.data AS data
  FROM history AS h
  JOIN system ON system.id = h.system
  LEFT JOIN partition ON partition.system = h.system AND partition.id = h.slot
  LEFT JOIN node AS producer ON producer.system = h.system AND producer.id = h.peer
  LEFT JOIN entity ON entity.system = h.system AND entity.id = h.entity
  LEFT JOIN symbol ON symbol.system = h.system AND symbol.id = h.what
  WHERE h.kind = (SELECT id FROM kind WHERE name = 'EventAppended');
CREATE VIEW requests AS
  -- What clients wanted and were told. outcome: ok, the reason of a failure, unknown (the client
  -- stopped waiting), or open. latency_ms: from the first send to the last answer.
  WITH seen AS (
    SELECT h.run AS run, h.branch AS branch, h.system AS system, h.request AS request,
      h.seq AS seq, h.t AS t, kind.name AS kind, h.node AS node, h.entity AS entity,
      h.what AS what, h.attempt AS attempt, h.data AS data
    FROM history AS h JOIN kind ON kind.id = h.kind
    JOIN node ON node.system = h.system AND node.id = h.node
    WHERE node.role = 'client' AND h.request IS NOT NULL
      AND kind.name IN ('RequestSent', 'ReplyReceived', 'TimedOut')
  ), told AS (
    SELECT run, branch, system, request,
      min(CASE kind WHEN 'RequestSent' THEN seq END) AS seq,
      min(CASE kind WHEN 'RequestSent' THEN t END) AS sent,
      max(CASE kind WHEN 'RequestSent' THEN node END) AS client,
      max(CASE kind WHEN 'RequestSent' THEN entity END) AS entity,
      max(CASE kind WHEN 'RequestSent' THEN what END) AS operation,
      max(CASE kind WHEN 'RequestSent' THEN data END) AS arguments,
      sum(kind = 'RequestSent') AS attempts,
      max(CASE kind WHEN 'ReplyReceived' THEN seq END) AS reply,
      max(CASE kind WHEN 'ReplyReceived' THEN t END) AS answered,
      sum(kind = 'TimedOut') AS timeouts
    FROM seen GROUP BY run, branch, system, request
  )
  SELECT told.run AS run, told.branch AS branch, system.name AS system, told.request AS request,
    told.seq AS seq, told.sent / 1e6 AS sent_s, client.name AS client, operation.text AS operation,
    entity.key AS entity, told.arguments AS arguments, told.attempts AS attempts,
    CASE WHEN told.reply IS NOT NULL THEN answer.text
      WHEN told.timeouts > 0 THEN 'unknown' ELSE 'open' END AS outcome,
    told.answered / 1e6 AS answered_s, (told.answered - told.sent) / 1e3 AS latency_ms
  FROM told
  JOIN system ON system.id = told.system
  LEFT JOIN node AS client ON client.system = told.system AND client.id = told.client
  LEFT JOIN entity ON entity.system = told.system AND entity.id = told.entity
  LEFT JOIN symbol AS operation ON operation.system = told.system AND operation.id = told.operation
  LEFT JOIN seen ON seen.run = told.run AND seen.seq = told.reply
  LEFT JOIN symbol AS answer ON answer.system = told.system AND answer.id = seen.what
  WHERE told.sent IS NOT NULL;
CREATE VIEW row_history AS
  -- Every version of every row. reflects: version of the stream it was written from.
  SELECT h.run AS run, h.branch AS branch, system.name AS system, h.seq AS seq, h.t / 1e6 AS t_s,
    rdb.name AS rdb, entity.key AS entity, h.version AS version, symbol.text AS written_by,
    nullif(h.value, 0) AS reflects, h.request AS request, h.data AS data
  FROM history AS h
  JOIN system ON system.id = h.system
  LEFT JOIN node AS rdb ON rdb.system = h.system AND rdb.id = h.node
  LEFT JOIN entity ON entity.system = h.system AND entity.id = h.entity
  LEFT JOIN symbol ON symbol.system = h.system AND symbol.id = h.what
  WHERE h.kind = (SELECT id FROM kind WHERE name = 'RowWritten');
CREATE VIEW faults AS
  -- What was broken when. ended_s is NULL for a fault that lasts. strength: 0 ... 1.
  WITH mark AS (
    SELECT h.run AS run, h.branch AS branch, h.system AS system, h.seq AS seq, h.t AS t,
      h.node AS node, h.peer AS peer, h.what AS what, h.slot AS slot, h.value AS value,
      kind.name AS kind,
      lead(h.t) OVER same AS next_t, lead(kind.name) OVER same AS next_kind
    FROM history AS h JOIN kind ON kind.id = h.kind
    WHERE kind.name IN ('FaultStarted', 'FaultEnded')
    WINDOW same AS (PARTITION BY h.run, h.slot, h.node, h.peer, h.what ORDER BY h.seq)
  )
  SELECT mark.run AS run, mark.branch AS branch, system.name AS system, mark.seq AS seq,
    mark.slot AS fault, symbol.text AS kind, node.name AS node, peer.name AS peer,
    mark.value / 1e6 AS strength, mark.t / 1e6 AS started_s,
    CASE mark.next_kind WHEN 'FaultEnded' THEN mark.next_t / 1e6 END AS ended_s
  FROM mark
  JOIN system ON system.id = mark.system
  LEFT JOIN symbol ON symbol.system = mark.system AND symbol.id = mark.what
  LEFT JOIN node ON node.system = mark.system AND node.id = mark.node
  LEFT JOIN node AS peer ON peer.system = mark.system AND peer.id = mark.peer
  WHERE mark.kind = 'FaultStarted';
)sql";

}  // namespace foldline

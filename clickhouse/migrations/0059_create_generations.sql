-- What became of each generation of verdicts: a row for each thing that was done with one.
--
-- Why: history can be judged anew by other rules, in a database of its own beside this one, and shown instead. Here stands
--   which there are, by which rules, of what span, and which is shown. The last row of a database tells how it stands; the
--   last row with the event shown tells which one the reports read.
-- ORDER BY at: read whole; there are a few rows for each generation.
-- Duplicates: none; each row is inserted once, by a person's command.
-- TTL: none; it is the record of what reports have shown.
CREATE TABLE IF NOT EXISTS trueopen.generations
(
    at DateTime64(3, 'UTC') COMMENT 'When it was done, UTC, milliseconds; clock of the command',
    event LowCardinality(String) COMMENT 'started, finished, shown or dropped',
    name String COMMENT 'What the generation was called; default for what the running job writes',
    database_name LowCardinality(String) COMMENT 'The database its rows are in',
    rule_version LowCardinality(String) COMMENT 'Version of the rules it was judged by, without what single accounts have of their own; empty for default',
    judged_until DateTime64(3, 'UTC') COMMENT 'What came later is not in it, UTC, milliseconds; epoch for default',
    offsets String COMMENT 'What was read of the topics, as deliveries/0 17-230 and so on; from is the first record, to the one behind the last',
    deliveries UInt64 COMMENT 'Deliveries that were judged anew; 0 until finished',
    hits UInt64 COMMENT 'Hits that were judged anew; 0 until finished',
    carried_deliveries UInt64 COMMENT 'Deliveries that the topics no longer held and that stand as they were judged before; 0 until finished',
    carried_hits UInt64 COMMENT 'Hits likewise; 0 until finished',
    erased_deliveries UInt64 COMMENT 'Deliveries in the topics that were left out since their recipient was erased; 0 until finished'
)
ENGINE = MergeTree
ORDER BY at
SETTINGS non_replicated_deduplication_window = 10000
COMMENT 'Generations of verdicts and which one is shown; written by ./trueopen reclassify'

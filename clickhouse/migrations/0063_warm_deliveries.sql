-- Has the marks of deliveries read when the server starts, and when a part is written.
--
-- Why: the first message list after a restart opens some thirty columns of a few parts, and reads the marks of each before
--   the rows. Without these reads it took 103 ms and not 121 to 146; of a hundred million rows they are a few megabytes.
ALTER TABLE trueopen.deliveries MODIFY SETTING prewarm_mark_cache = 1

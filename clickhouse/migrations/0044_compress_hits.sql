-- Compresses the long columns of hits harder.
--
-- Why: hits are most of the disk. Ids, texts and times take ZSTD(1); the few-valued rest keeps LZ4, which is small enough
--   on it. Holds for parts written from now on.
ALTER TABLE trueopen.hits
    MODIFY COLUMN delivery_id CODEC(ZSTD(1)),
    MODIFY COLUMN hit_id CODEC(ZSTD(1)),
    MODIFY COLUMN at CODEC(ZSTD(1)),
    MODIFY COLUMN url CODEC(ZSTD(1)),
    MODIFY COLUMN network CODEC(ZSTD(1)),
    MODIFY COLUMN reason_evidence CODEC(ZSTD(1)),
    MODIFY COLUMN judged_at CODEC(ZSTD(1))

-- Adds to each open which of the mail's images it was loaded by.
--
-- Why: a mail may carry a second pixel at its beginning, or a visible image of the sender's. Where only the pixel at the
--   beginning is ever loaded, the client cut the mail short.
-- Rows written before came from the one pixel there was. A correction of such a row names that pixel too, so that the
--   two still cancel out.
ALTER TABLE trueopen.hits
    ADD COLUMN IF NOT EXISTS pixel LowCardinality(String) DEFAULT if(kind = 'OPEN', 'END', '')
        COMMENT 'Image of an open: END (the pixel at the end), EARLY (the one at the beginning) or IMAGE (of the sender); empty for clicks; from the signed token'
        AFTER link

-- Adds to each hit its country, and the signal lists that knew its network or user agent.
--
-- Why: the full address and the user agent are not kept. With the lists and their versions a stored hit tells by which
--   of them it was judged, though the lists have changed since.
-- Rows written before have neither, and nor has what takes them back. Only what the table looks like changes: parts are
--   not written anew.
ALTER TABLE trueopen.hits
    ADD COLUMN IF NOT EXISTS country LowCardinality(String) DEFAULT ''
        COMMENT 'Country of the full client address, ISO 3166-1 alpha-2; empty if none is known, without JOB_COUNTRY_FILE and for anonymous mail; looked up by the job'
        AFTER network,
    ADD COLUMN IF NOT EXISTS lists Array(LowCardinality(String)) DEFAULT []
        COMMENT 'Signal lists that knew the network or user agent, each as name@date of its newest entry, and +hash of its text if it did not come with the product; from the job'
        AFTER rule_version

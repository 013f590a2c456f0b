-- Describes anew what the columns of hits hold for anonymous mail.
--
-- Why: hits of anonymous mail belong to a campaign or mailbox and to nobody, so the client's network and address are
--   left out. Only comments change.
ALTER TABLE trueopen.hits
    COMMENT COLUMN delivery_id 'Delivery the hit belongs to; for anonymous mail the id that all mail of its campaign or mailbox shares, all- and 32 hex digits; from the signed token',
    COMMENT COLUMN network 'Client network as CIDR text, /24 for IPv4 and /48 for IPv6; empty for anonymous mail; shortened by the job',
    COMMENT COLUMN address_hash 'Keyed hash of the full client address, 64 bits; 0 for anonymous mail; computed by the job',
    COMMENT COLUMN place 'Place among the hits of the delivery: FIRST, RELOAD, REPEAT or FORWARD; always FIRST for anonymous mail; judged by the job',
    COMMENT COLUMN mailbox 'Sending address of the delivery or anonymous mail, lower case; copied from it; empty until it is known'

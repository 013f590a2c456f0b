-- Describes anew what the columns of deliveries may hold.
--
-- Why: there are more gates that decide, and mail may be anonymous. Only comments change.
ALTER TABLE trueopen.deliveries
    COMMENT COLUMN opens_decided_by 'Level or gate that decided on opens: MESSAGE, CAMPAIGN, MAILBOX, DOMAIN, ACCOUNT, DEFAULT, KILL_SWITCH, OPTED_OUT, UNKNOWN_CAMPAIGN, NO_HTML, UNVALIDATED_DOMAIN, NO_TRACKING_DOMAIN, SIGNED, ENCRYPTED, DKIM_SIGNED, UNREADABLE, TRACKING_FAILED or IMPORTED; frozen decision',
    COMMENT COLUMN recipient 'Recipient address, lower case; from the send request. An anonymous delivery is never linked to a hit'

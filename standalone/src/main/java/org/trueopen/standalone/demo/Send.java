package org.trueopen.standalone.demo;

import java.time.Instant;

/** One mail to one recipient at a time in the past. */
record Send(Instant at, Newsletter mail, Recipient to) {}

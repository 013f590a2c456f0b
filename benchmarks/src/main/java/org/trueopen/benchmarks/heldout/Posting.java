package org.trueopen.benchmarks.heldout;

import java.time.Instant;

/** A mail that is to go out. */
record Posting(Person person, String campaign, String sender, Instant at, int links) {}

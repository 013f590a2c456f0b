package org.trueopen.benchmarks.ingest;

/**
 * One variant under one load in one round.
 *
 * @param microsPerHit user and system time of the server process, without its compilers
 */
record Sample(Variant variant, int connections, int round, double microsPerHit, Wrk.Load load) {}

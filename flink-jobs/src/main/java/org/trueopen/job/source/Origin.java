package org.trueopen.job.source;

/** Where in Kafka a record stood. */
public record Origin(String topic, int partition, long offset) {}

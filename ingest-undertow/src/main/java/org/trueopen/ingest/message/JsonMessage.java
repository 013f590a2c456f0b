package org.trueopen.ingest.message;

/**
 * A mail that was given as JSON, checked.
 *
 * @param html empty for none
 * @param text empty for none
 */
record JsonMessage(Send send, String html, String text) {}

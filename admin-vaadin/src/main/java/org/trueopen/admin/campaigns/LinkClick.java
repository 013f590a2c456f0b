package org.trueopen.admin.campaigns;

import java.time.Instant;

/**
 * Somebody or something followed a link.
 *
 * @param recipient whose mail it was; empty for anonymous mail
 */
public record LinkClick(
    Instant at, String delivery, String recipient, String client, String verdict, String place) {}

package org.trueopen.ingest.message;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.settings.Decision;

/**
 * A message's deliveries, and the way to each one's HTML. Copies are made one at a time, when they
 * are written out: a thousand newsletters in memory at once would be 50 MB.
 *
 * @param html makes a delivery's HTML; null for mail without any
 */
record InstrumentedMessage(
    String messageId,
    Decision decision,
    List<Delivery> deliveries,
    @Nullable Function<Delivery, String> html,
    String text) {}

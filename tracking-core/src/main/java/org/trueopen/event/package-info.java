/** The events in Kafka and their wire format. */
@NullMarked
package org.trueopen.event;

import org.jspecify.annotations.NullMarked;

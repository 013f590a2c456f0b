/**
 * The process that posts engagement events to webhooks. {@link org.trueopen.webhooks.Dispatcher} is
 * where to begin reading.
 */
@NullMarked
package org.trueopen.webhooks;

import org.jspecify.annotations.NullMarked;

/** The Kafka topics, and what lives in the compacted ones. */
@NullMarked
package org.trueopen.log;

import org.jspecify.annotations.NullMarked;

/** Hits on this machine's disk, for as long as Kafka does not take them. */
@NullMarked
package org.trueopen.ingest.journal;

import org.jspecify.annotations.NullMarked;

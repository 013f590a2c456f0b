/**
 * What a hit costs the whole ingest process, beside the same pixel answered by others: {@code
 * ./trueopen bench ingest}.
 */
@NullMarked
package org.trueopen.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;

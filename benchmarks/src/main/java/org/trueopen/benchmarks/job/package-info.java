/** What a hit costs in the engagement job, beside the least that brings it into ClickHouse. */
@NullMarked
package org.trueopen.benchmarks.job;

import org.jspecify.annotations.NullMarked;

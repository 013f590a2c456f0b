/** From statements to rows in ClickHouse, each exactly once. */
@NullMarked
package org.trueopen.job.store;

import org.jspecify.annotations.NullMarked;

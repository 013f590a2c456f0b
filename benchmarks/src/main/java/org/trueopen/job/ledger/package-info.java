/** What the benchmark puts in place of the job's own operators. */
@NullMarked
package org.trueopen.job.ledger;

import org.jspecify.annotations.NullMarked;

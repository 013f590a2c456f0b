/** Final verdicts of a replayed history, and how right they are. */
@NullMarked
package org.trueopen.job.replay;

import org.jspecify.annotations.NullMarked;

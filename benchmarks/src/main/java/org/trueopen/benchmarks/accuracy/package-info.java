/** How right the verdicts are: worlds and corpora through a replay, into a report. */
@NullMarked
package org.trueopen.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;

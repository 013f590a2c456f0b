/** The engagement job as the benchmark runs it: in a package of its, to reach its graph. */
@NullMarked
package org.trueopen.job;

import org.jspecify.annotations.NullMarked;

/** JMH benchmarks, each with the plain way of doing the same beside it. */
@NullMarked
package org.trueopen.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Generations of verdicts: history judged anew, beside what the running job has written. */
@NullMarked
package org.trueopen.store.generation;

import org.jspecify.annotations.NullMarked;

/** Judging the stored history anew by other rules, beside what the running job has written. */
@NullMarked
package org.trueopen.standalone.reclassify;

import org.jspecify.annotations.NullMarked;

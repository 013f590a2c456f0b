/** From topics to events. */
@NullMarked
package org.trueopen.job.source;

import org.jspecify.annotations.NullMarked;

/** Puts the pixel and the tracked links into a mail, changing nothing else. */
@NullMarked
package org.trueopen.instrument;

import org.jspecify.annotations.NullMarked;

/** Bounds of what one address, or one delivery's readers, can cause. */
@NullMarked
package org.trueopen.ingest.limit;

import org.jspecify.annotations.NullMarked;

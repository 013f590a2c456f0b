/** Measures what only this package may reach. */
@NullMarked
package org.trueopen.ingest.hit;

import org.jspecify.annotations.NullMarked;

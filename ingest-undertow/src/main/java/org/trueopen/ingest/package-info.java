/** The ingest process. */
@NullMarked
package org.trueopen.ingest;

import org.jspecify.annotations.NullMarked;

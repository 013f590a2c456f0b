/** The hosts that tracking links stand on. */
@NullMarked
package org.trueopen.ingest.host;

import org.jspecify.annotations.NullMarked;

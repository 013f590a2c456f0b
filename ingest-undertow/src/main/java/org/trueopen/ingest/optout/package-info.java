/** The page where a recipient says not to be tracked, and takes it back. */
@NullMarked
package org.trueopen.ingest.optout;

import org.jspecify.annotations.NullMarked;

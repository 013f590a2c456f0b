/** Answers pixels and tracked links, each only after it has been recorded. */
@NullMarked
package org.trueopen.ingest.hit;

import org.jspecify.annotations.NullMarked;

/** The public HTTP listener, which lets in no more connections than it can hold. */
@NullMarked
package org.trueopen.ingest.listen;

import org.jspecify.annotations.NullMarked;

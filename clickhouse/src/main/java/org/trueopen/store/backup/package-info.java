/**
 * What the store holds, out into files that any build of this schema or a later one can take in.
 */
@NullMarked
package org.trueopen.store.backup;

import org.jspecify.annotations.NullMarked;

/**
 * A backup of the whole product: the store's tables, the compacted topics, and if wanted the keys.
 */
@NullMarked
package org.trueopen.standalone.backup;

import org.jspecify.annotations.NullMarked;

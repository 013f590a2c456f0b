/** Links that show one page to whoever has them, until they expire. */
@NullMarked
package org.trueopen.admin.share;

import org.jspecify.annotations.NullMarked;

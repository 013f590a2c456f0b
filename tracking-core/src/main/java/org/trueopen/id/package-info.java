/** Identifiers, each its own type so that they cannot be confused. */
@NullMarked
package org.trueopen.id;

import org.jspecify.annotations.NullMarked;

/** Config Setup. */
@NullMarked
package org.trueopen.admin.setup;

import org.jspecify.annotations.NullMarked;

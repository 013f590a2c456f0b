/** The whole product, as a user would run it. */
@NullMarked
package org.trueopen.standalone.whole;

import org.jspecify.annotations.NullMarked;

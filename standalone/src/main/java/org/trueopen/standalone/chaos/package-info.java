/** The fault bench: breaks the running product on purpose and counts what survived. */
@NullMarked
package org.trueopen.standalone.chaos;

import org.jspecify.annotations.NullMarked;

/** The parts of the product as child processes. */
@NullMarked
package org.trueopen.standalone.part;

import org.jspecify.annotations.NullMarked;

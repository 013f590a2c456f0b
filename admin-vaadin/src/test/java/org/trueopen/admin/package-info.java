/** Tests of the admin as a whole, and the fakes they share. */
@NullMarked
package org.trueopen.admin;

import org.jspecify.annotations.NullMarked;

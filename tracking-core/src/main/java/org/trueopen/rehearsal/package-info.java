/** What other rules would have said of mail that has been sent. Nothing here changes anything. */
@NullMarked
package org.trueopen.rehearsal;

import org.jspecify.annotations.NullMarked;

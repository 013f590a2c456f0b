/** Who changed what, when, from what to what. */
@NullMarked
package org.trueopen.admin.audit;

import org.jspecify.annotations.NullMarked;

/** Who has sent mail, as the report store knows it. */
@NullMarked
package org.trueopen.admin.sender;

import org.jspecify.annotations.NullMarked;

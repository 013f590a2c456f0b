/** Who may log in: made, given roles, locked out, disabled. */
@NullMarked
package org.trueopen.admin.users;

import org.jspecify.annotations.NullMarked;

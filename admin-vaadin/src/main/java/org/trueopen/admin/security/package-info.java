/** Who may do what. */
@NullMarked
package org.trueopen.admin.security;

import org.jspecify.annotations.NullMarked;

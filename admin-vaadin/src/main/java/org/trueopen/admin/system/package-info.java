/** How each part of the installation is. */
@NullMarked
package org.trueopen.admin.system;

import org.jspecify.annotations.NullMarked;

/** The dashboard. */
@NullMarked
package org.trueopen.admin.overview;

import org.jspecify.annotations.NullMarked;

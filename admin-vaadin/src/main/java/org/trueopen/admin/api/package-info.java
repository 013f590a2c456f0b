/** The read API and the health endpoints. */
@NullMarked
package org.trueopen.admin.api;

import org.jspecify.annotations.NullMarked;

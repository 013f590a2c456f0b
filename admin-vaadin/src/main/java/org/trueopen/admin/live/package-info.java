/** Keeps open pages current by server push. */
@NullMarked
package org.trueopen.admin.live;

import org.jspecify.annotations.NullMarked;

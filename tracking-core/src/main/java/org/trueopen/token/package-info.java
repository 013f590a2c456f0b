/** Signed tokens: everything a pixel or link URL carries. */
@NullMarked
package org.trueopen.token;

import org.jspecify.annotations.NullMarked;

/** Tests of shared links. */
@org.jspecify.annotations.NullMarked
package org.trueopen.admin.share;

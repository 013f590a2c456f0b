/** The pages with sample mail, to look at. */
@NullMarked
package org.trueopen.admin.preview;

import org.jspecify.annotations.NullMarked;

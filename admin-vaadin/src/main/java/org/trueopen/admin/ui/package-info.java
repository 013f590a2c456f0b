/** The frame around every view, and the small parts they share. */
@NullMarked
package org.trueopen.admin.ui;

import org.jspecify.annotations.NullMarked;

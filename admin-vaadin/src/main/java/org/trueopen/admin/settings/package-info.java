/** The settings and users as the admin reads and changes them. */
@NullMarked
package org.trueopen.admin.settings;

import org.jspecify.annotations.NullMarked;

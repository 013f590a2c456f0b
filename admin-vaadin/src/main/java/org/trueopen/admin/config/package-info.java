/** What the admin is told by its environment. */
@NullMarked
package org.trueopen.admin.config;

import org.jspecify.annotations.NullMarked;

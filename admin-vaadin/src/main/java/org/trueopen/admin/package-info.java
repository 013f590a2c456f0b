/** The admin: dashboards, messages, Config Setup and the read API. */
@NullMarked
package org.trueopen.admin;

import org.jspecify.annotations.NullMarked;

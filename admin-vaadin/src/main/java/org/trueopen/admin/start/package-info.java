/** What is set up before anybody can log in. */
@NullMarked
package org.trueopen.admin.start;

import org.jspecify.annotations.NullMarked;

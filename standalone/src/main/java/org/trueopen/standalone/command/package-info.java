/** What the shell entry calls. */
@NullMarked
package org.trueopen.standalone.command;

import org.jspecify.annotations.NullMarked;

/** A place for the demo's mail to go, since nothing may leave the machine. */
@NullMarked
package org.trueopen.standalone.mailbox;

import org.jspecify.annotations.NullMarked;

/** What passes from the reader of a history file to the job that replays it. */
@NullMarked
package org.trueopen.replay;

import org.jspecify.annotations.NullMarked;

/** What the job remembers and sends between its operators, as versioned bytes. */
@NullMarked
package org.trueopen.job.state;

import org.jspecify.annotations.NullMarked;

/** Engagement events for the world outside, in the CloudEvents format. */
@NullMarked
package org.trueopen.job.event;

import org.jspecify.annotations.NullMarked;

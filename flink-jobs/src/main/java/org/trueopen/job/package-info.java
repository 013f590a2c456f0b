/** The engagement job: how it is wired, configured and started. */
@NullMarked
package org.trueopen.job;

import org.jspecify.annotations.NullMarked;

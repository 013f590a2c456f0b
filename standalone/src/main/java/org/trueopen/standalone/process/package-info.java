/** Child processes: starting, watching, starting again, stopping. */
@NullMarked
package org.trueopen.standalone.process;

import org.jspecify.annotations.NullMarked;

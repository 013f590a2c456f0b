/** The call by which an application has its mail instrumented. */
@NullMarked
package org.trueopen.ingest.message;

import org.jspecify.annotations.NullMarked;

/** The SMTP relay: mail in, each recipient's instrumented copy on to the next hop. */
@NullMarked
package org.trueopen.ingest.smtp;

import org.jspecify.annotations.NullMarked;

/** What the HTTP handlers share. */
@NullMarked
package org.trueopen.ingest.web;

import org.jspecify.annotations.NullMarked;

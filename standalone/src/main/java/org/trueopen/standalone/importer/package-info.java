/** Brings old logs in. */
@NullMarked
package org.trueopen.standalone.importer;

import org.jspecify.annotations.NullMarked;

/** Tests of the demo, against a real HTTP server on a real port. */
@NullMarked
package org.trueopen.standalone.demo;

import org.jspecify.annotations.NullMarked;

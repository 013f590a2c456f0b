/** Configuration from the environment, with every problem reported at once. */
@NullMarked
package org.trueopen.config;

import org.jspecify.annotations.NullMarked;

/** What was filtered as machines, and what the rules know of them. */
@NullMarked
package org.trueopen.admin.machines;

import org.jspecify.annotations.NullMarked;

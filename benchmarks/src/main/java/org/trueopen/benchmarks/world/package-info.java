/**
 * Mail worlds with known truth, to hold verdicts against. Made from what is known of readers and
 * machines and from what one must expect beyond it; nothing here looks at the rules or their lists.
 */
@NullMarked
package org.trueopen.benchmarks.world;

import org.jspecify.annotations.NullMarked;

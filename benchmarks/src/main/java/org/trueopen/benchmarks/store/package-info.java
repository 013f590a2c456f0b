/** What the store's answers and inserts cost, beside the same from raw hits. */
@NullMarked
package org.trueopen.benchmarks.store;

import org.jspecify.annotations.NullMarked;

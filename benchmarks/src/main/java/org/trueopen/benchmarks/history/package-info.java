/**
 * Histories for {@code ./trueopen replay}, with the truth as labels: what every mail world writes.
 */
@NullMarked
package org.trueopen.benchmarks.history;

import org.jspecify.annotations.NullMarked;

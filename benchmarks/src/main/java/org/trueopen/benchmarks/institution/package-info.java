/**
 * Mail worlds of institutions: universities, a retailer, a school. They were written without sight
 * of the rules and held out until the list of clouds was made in their light; since then they are
 * worlds to tune by, like those of {@link org.trueopen.benchmarks.world}, from which they share
 * chance, address blocks and what providers publish. Their people, organisations and scanners are
 * their own and differ in kind, not only in numbers.
 */
@NullMarked
package org.trueopen.benchmarks.institution;

import org.jspecify.annotations.NullMarked;

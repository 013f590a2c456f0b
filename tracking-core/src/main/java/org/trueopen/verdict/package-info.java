/** Who was behind a hit: signals, rules and verdicts, as pure functions. */
@NullMarked
package org.trueopen.verdict;

import org.jspecify.annotations.NullMarked;

/**
 * A second set of mail worlds with known truth, held out: nobody may look at how its hits are
 * judged while rules are tuned, neither in the report nor hit by hit. {@code ./trueopen bench
 * accuracy --held-out} is for the one run after the rules are settled. Once its judged hits were
 * looked at and a rule, a list or a threshold was changed afterwards, its figures are no evidence
 * any more: replace it by another, made again without looking at the rules. This is the second such
 * set.
 *
 * <p>It was written without sight of the rules, their documents or any report. From {@link
 * org.trueopen.benchmarks.world} it shares chance, address blocks and what providers publish; its
 * people, companies and scanners are its own and differ in kind, not only in numbers, from those
 * there and from those of the set before: mail comes in sequences or one by one, the same people
 * get it over months, checks happen on clicks and on readers' own computers, and some people sit in
 * clouds.
 */
@NullMarked
package org.trueopen.benchmarks.heldout;

import org.jspecify.annotations.NullMarked;

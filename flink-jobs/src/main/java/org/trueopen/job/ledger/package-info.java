/** From events to statements. */
@NullMarked
package org.trueopen.job.ledger;

import org.jspecify.annotations.NullMarked;

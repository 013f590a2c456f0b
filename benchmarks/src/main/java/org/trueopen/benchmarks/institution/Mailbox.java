package org.trueopen.benchmarks.institution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail is sent to.
 *
 * @param readers none if a program has it
 */
record Mailbox(String address, List<Reader> readers, @Nullable Scanner scanner) {}

/**
 * The ClickHouse store: numbered migrations and the migrator, report queries, client settings, and
 * the embedded engine for machines without a ClickHouse server.
 */
@NullMarked
package org.trueopen.store;

import org.jspecify.annotations.NullMarked;

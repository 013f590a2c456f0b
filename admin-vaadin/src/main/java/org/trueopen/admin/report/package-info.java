/** What the views and the API read: reports out of ClickHouse. */
@NullMarked
package org.trueopen.admin.report;

import org.jspecify.annotations.NullMarked;

/** Webhooks: where engagement events are posted, and how that goes. */
@NullMarked
package org.trueopen.admin.webhooks;

import org.jspecify.annotations.NullMarked;

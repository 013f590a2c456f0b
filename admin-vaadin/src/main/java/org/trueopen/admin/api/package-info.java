/** The API (deliveries, settings, API keys, opt-outs) and the health endpoints. */
@NullMarked
package org.trueopen.admin.api;

import org.jspecify.annotations.NullMarked;

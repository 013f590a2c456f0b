/** API keys: made, listed and revoked, by pages and by the API alike. */
@NullMarked
package org.trueopen.admin.keys;

import org.jspecify.annotations.NullMarked;

/** What keeps recipients from being tracked, and what is known of them from being kept. */
@NullMarked
package org.trueopen.admin.privacy;

import org.jspecify.annotations.NullMarked;

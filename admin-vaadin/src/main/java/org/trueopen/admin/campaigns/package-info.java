/** Campaigns: the list, and the page of each. */
@NullMarked
package org.trueopen.admin.campaigns;

import org.jspecify.annotations.NullMarked;

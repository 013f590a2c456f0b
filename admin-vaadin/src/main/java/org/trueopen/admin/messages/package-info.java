/** The message list and the page of one delivery. */
@NullMarked
package org.trueopen.admin.messages;

import org.jspecify.annotations.NullMarked;

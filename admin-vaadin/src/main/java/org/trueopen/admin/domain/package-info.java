/** Whose sending domains are, and where their tracking hosts lead, as DNS says. */
@NullMarked
package org.trueopen.admin.domain;

import org.jspecify.annotations.NullMarked;

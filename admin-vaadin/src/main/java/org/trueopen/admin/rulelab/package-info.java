/** The rule lab: other rules, tried on the last days' mail before anybody enables them. */
@NullMarked
package org.trueopen.admin.rulelab;

import org.jspecify.annotations.NullMarked;

@NullMarked
package org.trueopen.admin.rulelab;

import org.jspecify.annotations.NullMarked;

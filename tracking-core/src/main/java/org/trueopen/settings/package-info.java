/** Message Tracker settings: the hierarchy, its gates and the frozen decision. */
@NullMarked
package org.trueopen.settings;

import org.jspecify.annotations.NullMarked;

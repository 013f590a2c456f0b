/** Tests of what every view is made of. */
@org.jspecify.annotations.NullMarked
package org.trueopen.admin.ui;

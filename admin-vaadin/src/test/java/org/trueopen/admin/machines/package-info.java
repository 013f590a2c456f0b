/** Tests of the pages about machines. */
@org.jspecify.annotations.NullMarked
package org.trueopen.admin.machines;

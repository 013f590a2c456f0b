/** Tests of the dashboard. */
@org.jspecify.annotations.NullMarked
package org.trueopen.admin.overview;

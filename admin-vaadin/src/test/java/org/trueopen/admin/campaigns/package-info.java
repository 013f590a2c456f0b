/** Tests of the campaigns' pages. */
@org.jspecify.annotations.NullMarked
package org.trueopen.admin.campaigns;

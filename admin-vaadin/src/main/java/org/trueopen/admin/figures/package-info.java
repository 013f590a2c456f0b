/** Figures and charts as every page shows them, each with what it means. */
@NullMarked
package org.trueopen.admin.figures;

import org.jspecify.annotations.NullMarked;

/** Charts: options built in Java, drawn by ECharts. */
@NullMarked
package org.trueopen.admin.chart;

import org.jspecify.annotations.NullMarked;

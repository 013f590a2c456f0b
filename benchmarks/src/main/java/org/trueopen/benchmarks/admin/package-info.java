/** What the admin's pages cost under many sessions, over real HTTP. */
@NullMarked
package org.trueopen.benchmarks.admin;

import org.jspecify.annotations.NullMarked;

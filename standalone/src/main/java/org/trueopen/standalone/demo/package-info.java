/**
 * The demo: a sender, its newsletters, and a few thousand recipients whose mail software behaves as
 * measured in the field.
 *
 * <p>Uses the product's public interfaces only: {@code POST /v1/messages}, the pixel and link
 * addresses found in what that returns, and the import file. Every hit it plays carries the truth
 * about who was behind it ({@link org.trueopen.standalone.demo.TrueClass}), so that verdicts can be
 * compared with it.
 */
@NullMarked
package org.trueopen.standalone.demo;

import org.jspecify.annotations.NullMarked;

package org.trueopen.benchmarks.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an address.
 *
 * @param places where they read, the usual one first
 * @param gateway what scans their mail
 * @param program true if nobody reads there but a program
 */
record Recipient(
    String address,
    Client client,
    List<Spot> places,
    @Nullable Gateway gateway,
    boolean program,
    boolean fast,
    boolean blocksImages,
    boolean clicksEverything) {

  /**
   * A device in a network.
   *
   * @param images the user agent that loads a mail's images
   * @param browser the one that opens links
   */
  record Spot(String story, Block network, String images, String browser) {}
}

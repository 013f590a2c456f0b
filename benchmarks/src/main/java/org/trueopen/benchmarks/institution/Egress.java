package org.trueopen.benchmarks.institution;

import java.util.ArrayList;
import java.util.List;
import org.trueopen.benchmarks.world.Block;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.benchmarks.world.Networks;

/** From where a scanner looks out. */
enum Egress {
  PUBLISHED("published networks"),
  /** Several networks in several clouds, where other things run too. */
  CLOUDS("clouds"),
  /** A machine in the office's own rack, behind the same address as its people. */
  OFFICE("office's own network"),
  /** One network of its own that nobody has listed. */
  UNLISTED("unlisted network");

  private final String story;

  Egress(String story) {
    this.story = story;
  }

  String story() {
    return story;
  }

  List<Block> networks(Block office, Draws draws) {
    return switch (this) {
      case PUBLISHED ->
          draws.pick(
              List.of(
                  Networks.MICROSOFT_MAIL,
                  Places.MICROSOFT_V6,
                  Networks.BARRACUDA,
                  Networks.MIMECAST));
      case CLOUDS -> clouds(draws);
      case OFFICE -> List.of(Places.desk(office, draws));
      case UNLISTED -> List.of(Places.appliance(draws));
    };
  }

  private static List<Block> clouds(Draws draws) {
    List<Block> found = new ArrayList<>();
    for (int i = 3 + draws.below(6); i > 0; i--) {
      found.add(draws.pick(Places.CLOUDS).part(draws, 24));
    }
    return found;
  }
}

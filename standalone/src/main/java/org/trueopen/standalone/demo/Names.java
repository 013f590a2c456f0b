package org.trueopen.standalone.demo;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Made-up mailbox names. */
final class Names {

  private static final List<String> FIRST =
      List.of(
          "ada", "albert", "alma", "amir", "anna", "ben", "bruno", "carla", "cem", "clara", "dario",
          "edith", "elias", "emma", "farah", "felix", "frida", "grace", "hanna", "hugo", "ida",
          "igor", "ines", "ivan", "jana", "jonas", "julia", "karim", "lea", "leon", "lina", "louis",
          "maja", "marco", "marta", "max", "mina", "nadia", "nils", "nora", "olga", "oscar", "paul",
          "petra", "rosa", "samir", "sara", "simon", "sofia", "theo", "tom", "ute", "vera", "zoe");

  private static final List<String> LAST =
      List.of(
          "adler",
          "almeida",
          "andersen",
          "bauer",
          "becker",
          "bennett",
          "bergstrom",
          "bianchi",
          "carter",
          "costa",
          "dubois",
          "evans",
          "ferrari",
          "fischer",
          "garcia",
          "hansen",
          "hughes",
          "ivanova",
          "jansen",
          "keller",
          "khan",
          "kowalski",
          "larsen",
          "lopez",
          "martin",
          "meyer",
          "moreau",
          "morris",
          "nielsen",
          "novak",
          "oliveira",
          "patel",
          "petit",
          "quinn",
          "rossi",
          "schmid",
          "silva",
          "svensson",
          "taylor",
          "thompson",
          "vogel",
          "walker",
          "weber",
          "young");

  private Names() {}

  /** An address nobody in {@code taken} has yet; it is added there. */
  static String address(RandomGenerator random, String domain, Set<String> taken) {
    String name = Draw.oneOf(random, FIRST) + "." + Draw.oneOf(random, LAST);
    String address = name + "@" + domain;
    for (int n = 2; !taken.add(address); n++) {
      address = name + n + "@" + domain;
    }
    return address;
  }
}

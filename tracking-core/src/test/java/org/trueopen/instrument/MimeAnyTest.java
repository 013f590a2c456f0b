package org.trueopen.instrument;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Trees of parts of every kind, whole and damaged. */
class MimeAnyTest {

  @Property(tries = 800)
  void everyMailKeepsWhatIsNotMeant(@ForAll long seed) {
    MimeCheck.check(MimeWriter.mail(new Random(seed)));
  }

  @Property(tries = 800)
  void everyDamagedMailKeepsWhatIsNotMeant(@ForAll long seed) {
    Random random = new Random(seed);
    MimeCheck.check(MimeFuzz.damaged(MimeWriter.mail(random), random));
  }
}

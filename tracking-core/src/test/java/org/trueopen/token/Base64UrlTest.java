package org.trueopen.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class Base64UrlTest {

  @Property(tries = 500)
  void whatTheJdkWritesIsRead(@ForAll @Size(max = 100) byte[] bytes) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    byte[] read = new byte[Base64Url.bytes(text.length())];

    assertThat(Base64Url.read(text, text.length(), read)).isZero();
    assertThat(read).isEqualTo(bytes);
  }

  @Property(tries = 5000)
  void onlyWhatTheJdkWritesIsGood(
      @ForAll @StringLength(max = 9) @CharRange(from = 'A', to = '_') @CharRange(from = 0, to = 300)
          String text) {
    byte[] read = new byte[Base64Url.bytes(text.length())];

    boolean good = Base64Url.read(text, text.length(), read) == 0;

    String written = Base64.getUrlEncoder().withoutPadding().encodeToString(read);
    assertThat(good).isEqualTo(written.equals(text));
  }

  @Property(tries = 2000)
  void oneOtherCharacterThatIsNoDigitIsFound(
      @ForAll @Size(min = 1, max = 12) byte[] bytes, @ForAll char other, @ForAll int place) {
    String good = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    char[] chars = good.toCharArray();
    chars[Math.floorMod(place, chars.length)] = other;
    String text = new String(chars);
    byte[] read = new byte[Base64Url.bytes(text.length())];

    boolean accepted = Base64Url.read(text, text.length(), read) == 0;

    assertThat(accepted)
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(read).equals(text));
    assertThat(accepted && !text.equals(good) && Arrays.equals(read, bytes)).isFalse();
  }
}

package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderLinesTest {

  private static byte[] bytes(String text) {
    return text.replace("|", "\r\n").getBytes(ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "'A: 1|X-TrueOpen-Track: on|B: 2||body|', 'A: 1|B: 2||body|'",
    "'x-trueopen-campaign:a| b|\tc|B: 2||', 'B: 2||'",
    "'A: 1| X-TrueOpen-Track: folded||', 'A: 1| X-TrueOpen-Track: folded||'",
    "'A: 1||X-TrueOpen-Track: on|', 'A: 1||X-TrueOpen-Track: on|'",
    "'X-TrueOpen-Track: on', ''",
    "'', ''",
    "'|', '|'",
    "'X-TrueOpen', 'X-TrueOpen'"
  })
  void ourFieldsAreLeftOut(String mail, String expected) {
    assertThat(HeaderLines.withoutOurs(bytes(mail))).isEqualTo(bytes(expected));
  }

  @Test
  void whatADkimSignatureCoversStays() {
    byte[] mail = bytes("DKIM-Signature: v=1;| h=From:X-TrueOpen-Track|X-TrueOpen-Track: on||");
    assertThat(HeaderLines.withoutOurs(mail)).isEqualTo(mail);
    byte[] other = bytes("DKIM-Signature: v=1; h=From|X-TrueOpen-Track: on||");
    assertThat(HeaderLines.withoutOurs(other)).isEqualTo(bytes("DKIM-Signature: v=1; h=From||"));
  }

  @Test
  void onlyTheHeaderCounts() {
    assertThat(HeaderLines.countReceived(bytes("Received: a| b|RECEIVED: c||Received: d|")))
        .isEqualTo(2);
  }
}

package org.trueopen.ingest.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.ingest.smtp.MailReader.End;

/** Only CR LF dot CR LF ends a mail; nothing within one is a command. */
class SmugglingTest {

  private static MailReader reader(String bytes) {
    return new MailReader(
        new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)),
        1000,
        new MemoryBudget(1024 * 1024).open());
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "\\n.\\n",
    "\\n.\\r\\n",
    "\\r\\n.\\n",
    "\\r.\\r",
    "\\r\\n.\\r",
    "\\r.\\r\\n",
    "\\n.\\r",
    "\\r\\n.\\r\\r\\n",
    "\\r\\n\\r.\\r\\n"
  })
  void noOtherSequenceEndsAMailAndAMailWithOneIsRefused(String sequence) {
    String smuggled = "MAIL FROM:<evil@x.example>\r\nRCPT TO:<victim@x.example>\r\nDATA\r\n";
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      String mail = "Subject: x\r\n\r\none" + unescape(sequence) + smuggled + "two";
      assertThat(client.send("a@x.example", mail, "b@x.example")).startsWith("550 5.6.11 ");
      assertThat(client.say("NOOP")).isEqualTo("250 2.0.0 ok");
      assertThat(fixture.hop.script.taken).isEmpty();
      assertThat(fixture.hop.script.commands).noneMatch(line -> line.contains("evil"));
      assertThat(fixture.counter("badLineEnds")).isEqualTo(1);
    }
  }

  @Test
  void bareLineFeedsElsewhereBecomeLineEnds() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      String mail = "Subject: x\nTo: b@x.example\n\n\none.\nMAIL FROM:<evil@x.example>\n";
      assertThat(client.send("a@x.example", mail, "b@x.example")).startsWith("250");
      assertThat(fixture.hop.script.taken.getFirst().afterTrace())
          .isEqualTo(mail.replace("\n", "\r\n") + "\r\n");
      assertThat(fixture.hop.script.commands).noneMatch(line -> line.contains("evil"));
      assertThat(fixture.counter("normalisedLineEnds")).isEqualTo(1);
    }
  }

  @Test
  void dotsAreUndoneAndDoubledAgain() {
    try (RelayFixture fixture = RelayFixture.start();
        SmtpTestClient client = fixture.logIn()) {
      client.send("a@x.example", "..first\r\n\r\n...\r\n.. \r\nx.", "b@x.example");
      assertThat(fixture.hop.script.taken.getFirst().afterTrace())
          .isEqualTo(".first\r\n\r\n..\r\n. \r\nx.\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'.\\r\\n', COMPLETE, ''",
    "'a\\r\\n.\\r\\n', COMPLETE, 'a\\r\\n'",
    "'a\\n\\n\\r\\n.\\r\\n', COMPLETE, 'a\\r\\n\\r\\n\\r\\n'",
    "'a\\r\\n..\\r\\n.\\r\\n', COMPLETE, 'a\\r\\n.\\r\\n'",
    "'a\\r\\n.b\\r\\n.\\r\\n', COMPLETE, 'a\\r\\nb\\r\\n'",
    "'a\\r\\n.', BROKEN_OFF, ''",
    "'a\\r\\n.\\r', BROKEN_OFF, ''",
    "'', BROKEN_OFF, ''",
    "'a\\rb\\r\\n.\\r\\n', BAD_LINE_END, ''",
    "'a\\n.b\\r\\n.\\r\\n', BAD_LINE_END, ''"
  })
  void readsToTheEnd(String bytes, End end, String mail) throws IOException {
    MailReader reader = reader(unescape(bytes));
    assertThat(reader.read()).isEqualTo(end);
    if (end == End.COMPLETE) {
      assertThat(new String(reader.bytes(), ISO_8859_1)).isEqualTo(unescape(mail));
    }
  }

  @Property(tries = 500)
  void whatWasDoubledIsReadAsItWas(@ForAll("mails") String mail) throws IOException {
    String doubled = mail.replaceAll("(?m)^\\.", "..");
    MailReader reader = reader(doubled + ".\r\n");
    assertThat(reader.read()).isEqualTo(End.COMPLETE);
    assertThat(new String(reader.bytes(), ISO_8859_1)).isEqualTo(mail);
  }

  @Provide
  Arbitrary<String> mails() {
    return Arbitraries.of("a", ".", "..", "\r\n", "\r\n.", "\u00e9", " ")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts) + "\r\n");
  }

  @Property(tries = 1000)
  void noBytesEndAMailButTheOneSequence(@ForAll("bytes") String bytes) throws IOException {
    ByteArrayInputStream in =
        new ByteArrayInputStream((bytes + "x\r\n.\r\nrest").getBytes(ISO_8859_1));
    MailReader reader = new MailReader(in, 1000, new MemoryBudget(1024 * 1024).open());
    reader.read();
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    in.transferTo(rest);
    int end = ("\r\n" + bytes + "x\r\n.\r\n").indexOf("\r\n.\r\n") + 3;
    assertThat(rest.toString(ISO_8859_1)).isEqualTo((bytes + "x\r\n.\r\nrest").substring(end));
  }

  @Provide
  Arbitrary<String> bytes() {
    return Arbitraries.of("\r", "\n", ".", "a").list().ofMaxSize(12).map(p -> String.join("", p));
  }
}

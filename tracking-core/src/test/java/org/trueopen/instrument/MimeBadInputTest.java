package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.trueopen.instrument.MimeMails.bytes;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.trueopen.settings.DecidedBy;

/** Mail that nobody should send, and somebody does: a clear outcome, in bounded time. */
class MimeBadInputTest {

  /** A machine busy with other things needs a third of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String LINK = "<p><a href=\"https://a.example/\">a</a></p>\r\n";

  /** Counts, and keeps nothing. */
  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] b, int off, int len) {
      count += len;
    }
  }

  static Stream<String> fixtures() {
    return MimeMails.FIXTURES.stream();
  }

  private static MimeSource readInTime(String mail) {
    byte[] raw = bytes(mail);
    return assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          MimeSource source = MimeSource.read(raw);
          source.from();
          source.recipients();
          source.subject();
          source.unsubscribeUrls();
          assertThat(MimeMails.untouched(raw, Map.of())).isEqualTo(raw);
          return source;
        });
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void mailCutOffAnywhereIsStillHandled(String name) {
    byte[] mail = MimeMails.crlf(MimeMails.fixture(name));
    for (int length = 0; length < mail.length; length += 7) {
      MimeCheck.check(java.util.Arrays.copyOf(mail, length));
    }
  }

  @Test
  void emptyMailHasNothingToTrack() {
    MimeSource source = readInTime("");
    assertThat(source.obstacle()).isNull();
    assertThat(source.hasHtml()).isFalse();
    assertThat(source.hasText()).isFalse();
    assertThat(source.from()).isEmpty();
    assertThat(source.recipients()).isEmpty();
  }

  @Test
  void thousandNestedMultipartsAreNotFollowed() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      mail.append(i).append("\r\n");
    }
    MimeSource source = readInTime(mail + "Content-Type: text/html\r\n\r\n" + LINK);
    assertThat(source.obstacle()).isEqualTo(DecidedBy.UNREADABLE);
    assertThat(source.obstacleDetail()).contains("deep");
  }

  @Test
  void depthOfHonestMailIsRead() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      mail.append(i).append("\r\n");
    }
    String whole = mail + "Content-Type: text/html\r\n\r\n" + LINK;
    assertThat(readInTime(whole).hasHtml()).isTrue();
    MimeCheck.check(bytes(whole));
  }

  @Test
  void hundredThousandPartsAreRefused() {
    String part = "--b\r\nContent-Type: text/html\r\n\r\n" + LINK;
    String head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    assertThat(readInTime(head + part.repeat(100_000) + "--b--\r\n").obstacle())
        .isEqualTo(DecidedBy.UNREADABLE);
    MimeSource many = readInTime(head + part.repeat(5000) + "--b--\r\n");
    assertThat(many.obstacle()).isNull();
    assertThat(many.template(MimeMails.RULES, true, true).links()).hasSize(5000);
  }

  @Test
  void moreLinksThanCanBeNumberedAreLeftAlone() {
    String body = LINK.repeat(20_000);
    String part = "--b\r\nContent-Type: text/html\r\n\r\n" + body;
    int one = HtmlTemplate.parse(body, MimeMails.RULES).links().size();
    int fit = 0x10000 / one;
    MimeSource source =
        readInTime(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + part.repeat(fit + 1)
                + "--b--\r\n");
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          MimeTemplate template = source.template(MimeMails.RULES, true, true);
          assertThat(template.links()).hasSize(fit * one);
          template.writeTo(new Counter(), MimeMails.Urls.ALL, Map.of());
        });
  }

  @Test
  void mailOfNothingButAFieldOfOursWithoutAnEndGetsNoBody() {
    for (String mail :
        List.of("X-TrueOpen-Track: off", "To: a@b.c\r\nX-TrueOpen-Track: off", "To: a@b.c")) {
      MimeCheck.check(bytes(mail));
    }
  }

  @Test
  void mailOfThirtyMegabytesIsRead() {
    String attachment =
        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==\r\n";
    String mail =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            + LINK
            + "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + attachment.repeat(420_000)
            + "--b--\r\n";
    assertThat(mail.length()).isGreaterThan(30_000_000);
    MimeSource source = readInTime(mail);
    assertThat(source.hasHtml()).isTrue();
    assertThat(source.template(MimeMails.RULES, true, true).links()).hasSize(1);
  }

  @Test
  void htmlBodyOfThirtyMegabytesIsLeftAlone() {
    MimeSource source = readInTime("Content-Type: text/html\r\n\r\n" + LINK.repeat(700_000));
    assertThat(source.obstacle()).isEqualTo(DecidedBy.UNREADABLE);
    assertThat(source.hasHtml()).isFalse();
  }

  @Test
  void linesOfManyHyphensCostNoMore() {
    StringBuilder mail = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String name = "-".repeat(60 + i) + "x" + i;
      mail.append("Content-Type: multipart/mixed; boundary=\"").append(name).append("\"\r\n\r\n--");
      mail.append(name).append("\r\n");
    }
    mail.append("\r\n").append(("-".repeat(100) + "\r\n").repeat(50_000));
    assertThat(readInTime(mail.toString()).obstacle()).isNull();
  }

  @Test
  void headerLineOfAMegabyteIsBounded() {
    for (String name : new String[] {"Subject", "To", "From", "X-Any", "List-Unsubscribe"}) {
      for (String text :
          new String[] {"x", "=?", "=?a?q?", "(", "<", "\"", "a@b,", "\\", ":", ";"}) {
        String field = name + ": " + text.repeat(1_000_000 / text.length()) + "\r\n";
        assertThat(readInTime(field + "Content-Type: text/html\r\n\r\n" + LINK).obstacle())
            .as("%s of %s", name, text)
            .isNull();
      }
    }
    assertThat(readInTime("X: " + "x".repeat(2_000_000) + "\r\n\r\n").obstacle())
        .isEqualTo(DecidedBy.UNREADABLE);
    assertThat(
            readInTime("Content-Type: text/html; a=" + "x".repeat(1_000_000) + "\r\n\r\n")
                .obstacle())
        .isEqualTo(DecidedBy.UNREADABLE);
  }

  @Test
  void millionHeaderFieldsAreRefusedAndOursStillDropped() {
    String fields = "a:\r\n".repeat(1_000_000);
    assertThat(readInTime(fields + "\r\nbody").obstacle()).isEqualTo(DecidedBy.UNREADABLE);
    String copy =
        MimeMails.text(
            MimeMails.untouched(bytes(fields + "X-TrueOpen-Track: off\r\n\r\nb"), Map.of()));
    assertThat(copy).isEqualTo(fields + "\r\nb");
  }

  @Test
  void nulInABodyLeavesItAlone() {
    String mail = "Content-Type: text/html\r\n\r\n<p>a\0b</p>\r\n";
    assertThat(readInTime(mail).hasHtml()).isFalse();
  }

  @Test
  void randomBytesAreMailToo() {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] mail = new byte[random.nextInt(2000)];
      random.nextBytes(mail);
      MimeCheck.check(mail);
    }
  }

  /** 2,000 copies of a mail with a 5 MB attachment would fill 10 GB if any were kept. */
  @Test
  void copiesForManyRecipientsTakeLinearTimeAndNoMemory() throws IOException {
    String mail =
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
            + LINK.repeat(40)
            + "--b\r\nContent-Type: application/pdf\r\n\r\nQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg==\r\n"
                .repeat(68_000)
            + "--b--\r\n";
    MimeTemplate template = MimeSource.read(bytes(mail)).template(MimeMails.RULES, true, true);
    Counter counter = new Counter();
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int i = 0; i < 2000; i++) {
            template.writeTo(counter, MimeMails.Urls.ALL, Map.of("X-TrueOpen-Delivery", "d" + i));
          }
        });
    assertThat(counter.count).isGreaterThan(2000L * mail.length());
  }
}

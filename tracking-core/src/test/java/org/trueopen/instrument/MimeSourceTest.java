package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.trueopen.instrument.MimeMails.bytes;
import static org.trueopen.instrument.MimeMails.crlf;
import static org.trueopen.instrument.MimeMails.fixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DecidedBy;

class MimeSourceTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "alternative, none, true, true",
        "bounce-report, none, false, false",
        "dkim, DKIM_SIGNED, true, false",
        "flowed, none, false, true",
        "list-footer-after-base64, UNREADABLE, false, false",
        "mislabelled-latin1, none, true, false",
        "nested, none, true, true",
        "no-mime, none, false, true",
        "pgp-encrypted, ENCRYPTED, false, false",
        "pgp-inline, SIGNED, true, true",
        "smime-enveloped, ENCRYPTED, false, false",
        "smime-opaque, SIGNED, false, false",
        "smime-signed, SIGNED, false, false",
        "unclosed, none, true, false",
        "utf16-base64, none, true, false"
      })
  void mailIsSortedByWhatMayBeDone(String name, DecidedBy obstacle, boolean html, boolean text) {
    for (byte[] mail : new byte[][] {fixture(name), crlf(fixture(name))}) {
      MimeSource source = MimeSource.read(mail);
      assertThat(source.obstacle()).isEqualTo(obstacle);
      assertThat(source.hasHtml()).isEqualTo(html);
      assertThat(source.hasText()).isEqualTo(text);
      assertThat(source.obstacleDetail().isEmpty()).isEqualTo(obstacle == null);
    }
  }

  @Test
  void headerIsDecodedAndUnfolded() {
    MimeSource source = MimeSource.read(crlf(fixture("nested")));
    assertThat(source.from()).contains(new MailboxAddress("news@shop.example"));
    assertThat(source.recipients())
        .containsExactly(
            new MailboxAddress("anna@example.net"), new MailboxAddress("bob@example.net"));
    assertThat(source.subject()).isEqualTo("Gr\u00fc\u00dfe aus K\u00f6ln");
    assertThat(source.header("message-id")).contains("<1@shop.example>");
    assertThat(source.header("X-None")).isEmpty();
    assertThat(source.unsubscribeUrls()).containsExactly("https://shop.example/leave?u=7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "From: bob@example.net | bob@example.net",
        "From: Bob <BOB@Example.NET> | bob@example.net",
        "From: \"a, b <x@y.example>\" <bob@example.net>, second@example.net | bob@example.net",
        "From: =?utf-8?Q?B=C3=B6b_=3Cx=40y.example=3E?= <bob@example.net> | bob@example.net",
        "From: team: ann@example.net, bob@example.net; | ann@example.net",
        "From: undisclosed:; | none",
        "From: (the (nested) one) bob@example.net (Bob) | bob@example.net",
        "From: \"bob\"@example.net | bob@example.net",
        "From: <@relay.example:bob@example.net> | bob@example.net",
        "From: \"two words\"@example.net | none",
        "From: b\u00f6b@\u00fcber.example | b\u00f6b@\u00fcber.example",
        "From: bob@xn--ber-goa.example | bob@xn--ber-goa.example",
        "From: nobody | none",
        "From: | none",
        "From : bob@example.net | bob@example.net",
        "Sender: bob@example.net | bob@example.net",
        "Reply-To: bob@example.net | none"
      })
  void senderIsTheFirstAddressOfFromOrSender(String field, String expected) {
    MimeSource source = MimeSource.read((field + "\r\n\r\nhello\r\n").getBytes(UTF_8));
    assertThat(source.from().map(MailboxAddress::value).orElse(null)).isEqualTo(expected);
  }

  @Test
  void senderStandsInWhereFromHasNoAddress() {
    String mail = "From: undisclosed:;\r\nSender: Bob <bob@example.net>\r\n\r\n";
    assertThat(MimeSource.read(bytes(mail)).from()).contains(new MailboxAddress("bob@example.net"));
  }

  @Test
  void recipientsOfAllFieldsCountOnce() {
    String mail =
        "To: a@example.net, B <b@example.net>\nCc: c@example.net,\n d@example.net\nBCC: A@example.net, e@example.net\nTo: f@example.net\n\n";
    assertThat(MimeSource.read(bytes(mail)).recipients())
        .extracting(MailboxAddress::value)
        .containsExactly(
            "a@example.net",
            "b@example.net",
            "f@example.net",
            "c@example.net",
            "d@example.net",
            "e@example.net");
  }

  @Test
  void addressesBehindUmlautsAreAllFound() {
    String mail =
        "To: " + "J\u00f6rg \u00dcnl\u00fc <j@example.net>, ".repeat(20) + "k@example.net\n\n";
    assertThat(MimeSource.read(mail.getBytes(UTF_8)).recipients())
        .extracting(MailboxAddress::value)
        .containsExactly("j@example.net", "k@example.net");
  }

  @Test
  void longRecipientListIsRead() {
    StringBuilder mail = new StringBuilder("To: x0@example.net");
    for (int i = 1; i < 20_000; i++) {
      mail.append(",\r\n =?utf-8?Q?N=C3=A4me?= <x").append(i).append("@example.net>");
    }
    assertThat(MimeSource.read(bytes(mail + "\r\n\r\n")).recipients()).hasSize(20_000);
  }

  @Test
  void subjectIsBounded() {
    String mail = "Subject: " + "=?utf-8?B?8J+YgPCfmIA=?= ".repeat(600) + "\n\n";
    assertThat(MimeSource.read(bytes(mail)).subject().length()).isLessThanOrEqualTo(998);
    assertThat(MimeSource.read(bytes("Subject: " + "s".repeat(5000) + "\n\n")).subject())
        .hasSize(998);
    assertThat(MimeSource.read(bytes("\n")).subject()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "From: a@b.example\nno field at all\nSubject: x\n\nbody",
        "Hello, this is a mail without any header.\n\nReally.",
        "Subject: no blank line\nHello world\n",
        " begins with a continuation\n\nbody",
        "Subject: carriage\rreturn\n\nbody",
        "Subject: nul\0\n\nbody",
        "Content-Type: multipart/mixed\n\n--b\n\nhi\n--b--\n",
        "Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--b\n\nhi\n--b--\n",
        "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nhi\n----\n",
        "Content-Type: text/html\nContent-Type: text/plain\n\nhi\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nhi\n--a--\n--a--\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\nbad line\n\nhi\n--a--\n",
        "Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\n<p>hi\n",
        "Content-Type: text/html; charset=utf-7\n\n<p>hi+AOQ-\n",
        "Content-Type: text/html; charset=utf-16\nContent-Transfer-Encoding: base64\n\nADwAcAA+\n",
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+a\n",
        "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+PA==PHA+\n",
      })
  void mailThatCanBeReadInTwoWaysIsLeftAlone(String mail) {
    MimeSource source = MimeSource.read(bytes(mail));
    assertThat(source.obstacle()).isEqualTo(DecidedBy.UNREADABLE);
    assertThat(MimeMails.untouched(bytes(mail), java.util.Map.of())).isEqualTo(bytes(mail));
  }

  @Test
  void quotedPgpBlockIsNone() {
    String mail = "Content-Type: text/plain\n\n> -----BEGIN PGP SIGNED MESSAGE-----\n> Hash\n";
    assertThat(MimeSource.read(bytes(mail)).obstacle()).isNull();
    assertThat(MimeSource.read(bytes(mail.replace("> ", ""))).obstacle())
        .isEqualTo(DecidedBy.SIGNED);
    assertThat(MimeSource.read(bytes(mail.replace("> ", "").replace("SIGNED ", ""))).obstacle())
        .isEqualTo(DecidedBy.ENCRYPTED);
  }

  @Test
  void pgpBlockInHtmlOrInEncodedTextIsSeen() {
    String html = "Content-Type: text/html\n\n<pre>\n-----BEGIN PGP MESSAGE-----\nxx</pre>\n";
    assertThat(MimeSource.read(bytes(html)).obstacle()).isEqualTo(DecidedBy.ENCRYPTED);
    String text =
        "Content-Transfer-Encoding: quoted-printable\n\n=2D----BEGIN PGP MESSAGE-----\nxx\n";
    assertThat(MimeSource.read(bytes(text)).obstacle()).isEqualTo(DecidedBy.ENCRYPTED);
  }

  @Test
  void arcSealedMailIsNotChanged() {
    String mail =
        "ARC-Message-Signature: i=1; a=rsa-sha256; b=x\nContent-Type: text/html\n\n<p>x\n";
    assertThat(MimeSource.read(bytes(mail)).obstacle()).isEqualTo(DecidedBy.DKIM_SIGNED);
  }
}

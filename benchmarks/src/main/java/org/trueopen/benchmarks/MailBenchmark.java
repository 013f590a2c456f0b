package org.trueopen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.message.DefaultMessageWriter;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.MimeSource;
import org.trueopen.instrument.MimeTemplate;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKey;
import org.trueopen.token.TokenCodec;

/**
 * What the same newsletter costs as a whole mail, text and HTML alternatives in base64, beside a
 * plain parse and serialise of mail and HTML by the same parsers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class MailBenchmark {

  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final TokenCodec tokens = new TokenCodec(new KeyRing(List.of(new SigningKey(1, SECRET))));
  private final LinkRules rules = new LinkRules(Set.of(), Set.of());
  private final byte[] mail = mail();
  private final MimeTemplate template = MimeSource.read(mail).template(rules, true, false);

  /** The peer: reads the mail, parses its HTML, and writes both anew. */
  @Benchmark
  public int peerParseAndSerialise() throws IOException {
    Message message = new DefaultMessageBuilder().parseMessage(new ByteArrayInputStream(mail));
    Multipart parts = (Multipart) message.getBody();
    TextBody html = (TextBody) parts.getBodyParts().getLast().getBody();
    String written =
        Jsoup.parse(new String(html.getInputStream().readAllBytes(), UTF_8)).outerHtml();
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * mail.length);
    new DefaultMessageWriter().writeMessage(message, out);
    return out.size() + written.length();
  }

  /** One recipient's mail: read, decide, sign 41 tokens, write. */
  @Benchmark
  public int instrumentOneCopy() throws IOException {
    MimeTemplate parsed = MimeSource.read(mail).template(rules, true, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * mail.length);
    parsed.writeTo(out, new SignedUrls(tokens, parsed.links()), Map.of());
    return out.size();
  }

  /** Every further recipient of the same message. */
  @Benchmark
  public int writeFurtherCopy() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * mail.length);
    template.writeTo(out, new SignedUrls(tokens, template.links()), Map.of());
    return out.size();
  }

  private static byte[] mail() {
    Base64.Encoder base64 = Base64.getMimeEncoder();
    return """
        From: News <news@acme.example>
        To: Bob <bob@example.net>
        Subject: Newsletter
        Message-ID: <1@acme.example>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_b"

        --=_b
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: base64

        %s
        --=_b
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        %s
        --=_b--
        """
        .formatted(
            base64.encodeToString(Newsletter.text().getBytes(UTF_8)),
            base64.encodeToString(Newsletter.html().getBytes(UTF_8)))
        .replace("\r\n", "\n")
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }
}

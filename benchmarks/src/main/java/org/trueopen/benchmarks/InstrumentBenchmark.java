package org.trueopen.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.trueopen.instrument.HtmlTemplate;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.TextTemplate;
import org.trueopen.token.KeyRing;
import org.trueopen.token.SigningKey;
import org.trueopen.token.TokenCodec;

/**
 * What a 50 kB newsletter with 40 links costs with real, signed tokens, beside a plain parse and
 * serialise of the same by the same parser.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
public class InstrumentBenchmark {

  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

  private final TokenCodec tokens = new TokenCodec(new KeyRing(List.of(new SigningKey(1, SECRET))));
  private final LinkRules rules =
      new LinkRules(
          Set.of("shop.internal", "partner.example"), Set.of("https://lists.example/leave?u=1"));
  private final String html = Newsletter.html();
  private final String text = Newsletter.text();
  private final HtmlTemplate template = HtmlTemplate.parse(html, rules);
  private final SignedUrls urls = new SignedUrls(tokens, template.links());

  /** The peer: what any instrumenter that builds and writes a tree would pay at least. */
  @Benchmark
  public String peerParseAndSerialise() {
    return Jsoup.parse(html).outerHtml();
  }

  /** One recipient's mail: parse and render with 41 signed tokens. */
  @Benchmark
  public String instrumentOneCopy() {
    HtmlTemplate parsed = HtmlTemplate.parse(html, rules);
    return parsed.render(new SignedUrls(tokens, parsed.links()), 0);
  }

  /** The same without its tokens: finding the places. */
  @Benchmark
  public HtmlTemplate parseOnly() {
    return HtmlTemplate.parse(html, rules);
  }

  /** Every further recipient of the same message. */
  @Benchmark
  public String renderFurtherCopy() {
    return template.render(urls, 0);
  }

  /** The text alternative of as many links. */
  @Benchmark
  public String instrumentText() {
    TextTemplate parsed = TextTemplate.parse(text, rules);
    return parsed.render(new SignedUrls(tokens, parsed.links()), 0);
  }
}

package org.trueopen.benchmarks;

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

/** What a 50 kB newsletter with 40 links costs, beside a plain parse and serialise of the same. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class InstrumentBenchmark {

  private static final int LINKS = 40;
  private static final String TOKEN_URL = "https://t.example/c/" + "A".repeat(220);

  private final LinkRules rules = new LinkRules(Set.of());
  private final String html = newsletter();
  private final HtmlTemplate template = HtmlTemplate.parse(html, rules);

  @Benchmark
  public String peerParseAndSerialise() {
    return Jsoup.parse(html).outerHtml();
  }

  @Benchmark
  public String parseAndRender() {
    return HtmlTemplate.parse(html, rules).render("https://t.example/o/x.gif", link -> TOKEN_URL);
  }

  /** Every further recipient of the same message. */
  @Benchmark
  public String renderOnly() {
    return template.render("https://t.example/o/x.gif", link -> TOKEN_URL);
  }

  private static String newsletter() {
    StringBuilder out =
        new StringBuilder("<!doctype html><html><head><title>News</title></head><body>");
    for (int i = 0; i < LINKS; i++) {
      out.append(
              "<table width=\"600\" cellpadding=\"0\"><tr><td style=\"padding:24px;color:#333\"><h2>Part ")
          .append(i)
          .append("</h2><p>")
          .append(
              "Some words of an ordinary newsletter, with <b>weight</b> here and there. "
                  .repeat(13))
          .append("</p><a href=\"https://shop.example/item/")
          .append(i)
          .append("?a=1&amp;b=2\" style=\"color:#06c\">Read on</a></td></tr></table>");
    }
    return out.append("</body></html>").toString();
  }
}

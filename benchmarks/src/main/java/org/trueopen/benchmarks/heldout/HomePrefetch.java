package org.trueopen.benchmarks.heldout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.trueopen.benchmarks.history.Caller;
import org.trueopen.benchmarks.history.Hits;
import org.trueopen.benchmarks.history.Mail;
import org.trueopen.benchmarks.world.Draws;
import org.trueopen.verdict.VerdictClass;

/** On the reader's computer, and so from the reader's address; phones have no such program. */
final class HomePrefetch implements Guard {

  private static final List<String> OWN_NAMES =
      List.of(
          "Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5)",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
          "WebShield/26.8 (Windows NT 10.0; Win64; x64)");

  private final boolean inBrowser;
  private final String name;
  private final double share;
  private final int most;

  HomePrefetch(Draws draws) {
    this.inBrowser = draws.chance(0.4);
    this.name = draws.pick(OWN_NAMES);
    this.share = draws.between(0.2, 0.8);
    this.most = 1 + draws.below(5);
  }

  @Override
  public void opened(Mail mail, Device device, Instant at, Hits out, Draws draws) {
    if (device.phone() || !draws.chance(share)) {
      return;
    }
    Instant next = at.plus(draws.seconds(0.3, 4));
    for (int link : Links.some(mail, most, false, true, draws)) {
      out.click(mail, caller(device, draws), link, next, method(draws));
      next = next.plus(draws.around(Duration.ofMillis(350), 0.9));
    }
  }

  private String method(Draws draws) {
    return !inBrowser && draws.chance(0.4) ? "HEAD" : "GET";
  }

  /** An add-on takes the browser's name, and may use what browsers have for fetching ahead. */
  private Caller caller(Device device, Draws draws) {
    Map<String, String> page = Headers.ahead(device.pageHeaders());
    return new Caller(
        "scanner, home prefetch, reader's computer",
        VerdictClass.SECURITY_SCANNER,
        device.address(draws),
        inBrowser ? device.browser() : name,
        inBrowser ? (draws.chance(0.5) ? page : Headers.ADD_ON) : Headers.PLAIN);
  }
}

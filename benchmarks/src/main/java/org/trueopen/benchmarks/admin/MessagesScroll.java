package org.trueopen.benchmarks.admin;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.trueopen.benchmarks.BenchException;

/** One reader who scrolls through the message list in Chromium, as a person sees it. */
final class MessagesScroll {

  /**
   * @param rows of the whole list
   * @param jumps from asking for any row until all that is seen is drawn, microseconds
   * @param steps the same for half a page further down
   * @param frames how long each frame took while the list was scrolled without a pause,
   *     microseconds
   * @param blank frames in which a row without content was seen
   */
  record Found(int rows, Histogram jumps, Histogram steps, Histogram frames, int blank) {}

  private static final int JUMPS = 40;
  private static final int STEPS = 200;
  private static final int STEP_PIXELS = 400;
  private static final int PIXELS_A_FRAME = 30;
  private static final double SETTLING_MILLIS = 3000;
  private static final double BETWEEN_JUMPS_MILLIS = 150;
  private static final double BETWEEN_STEPS_MILLIS = 60;

  /** What is seen of the grid: its rows between its upper and its lower edge. */
  private static final String HELPERS =
      """
      window.grid = document.querySelector('vaadin-grid');
      window.table = grid.shadowRoot.querySelector('#table');
      window.seen = () => {
        const edge = table.getBoundingClientRect();
        return [...grid.shadowRoot.querySelectorAll('#items > tr')].filter((row) => {
          const place = row.getBoundingClientRect();
          return !row.hidden && place.bottom > edge.top && place.top < edge.bottom;
        });
      };
      // While its item is on the way, a row has an empty one and says that it is loading.
      window.isDrawn = (row) =>
        row._item && !row.hasAttribute('loading') && !row.part.contains('loading-row');
      window.frame = () => new Promise((done) => requestAnimationFrame(done));
      window.untilDrawn = async (move) => {
        const start = performance.now();
        move();
        while (performance.now() - start < 10000) {
          await frame();
          const rows = seen();
          if (rows.length > 5 && rows.every(isDrawn)) {
            return performance.now() - start;
          }
        }
        return -1;
      };
      // Playwright would call a function that comes last.
      null;
      """;

  /** Milliseconds of each frame, and then how many showed a row without content. */
  private static final String WITHOUT_A_PAUSE =
      """
      async ({ millis, pixels }) => {
        const frames = [];
        let last = performance.now();
        let blank = 0;
        const end = last + millis;
        while (last < end) {
          table.scrollTop += pixels;
          await frame();
          const now = performance.now();
          frames.push(now - last);
          last = now;
          if (!seen().every(isDrawn)) blank++;
        }
        return [...frames, blank];
      }
      """;

  private final AdminWorkbench bench;
  private final Duration time;

  /**
   * @param time for which the list is scrolled without a pause
   */
  MessagesScroll(AdminWorkbench bench, Duration time) {
    this.bench = bench;
    this.time = time;
  }

  Found run() {
    Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    Map<String, String> own = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(own));
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--no-sandbox")))) {
      Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 1000));
      open(page);
      return measure(page);
    } catch (PlaywrightException e) {
      throw new BenchException(
          "the message list cannot be scrolled in Chromium: " + e.getMessage(), e);
    }
  }

  private void open(Page page) {
    page.navigate(bench.uri().resolve("/login").toString());
    page.locator("input[name=username]").fill(AdminWorkbench.USER);
    page.locator("input[name=password]").fill(AdminWorkbench.PASSWORD);
    page.locator("vaadin-button[theme~=primary]").first().click();
    page.waitForURL(url -> !url.contains("login"));
    page.navigate(bench.uri().resolve("/messages?range=90d").toString());
    page.locator("vaadin-grid").waitFor();
    page.evaluate(HELPERS);
    drawn(page, "() => untilDrawn(() => {})", 0);
    page.waitForTimeout(SETTLING_MILLIS);
  }

  private Found measure(Page page) {
    int rows = ((Number) page.evaluate("grid.size ?? grid._flatSize")).intValue();
    Histogram jumps = new Histogram(3);
    Random random = new Random(1);
    for (int i = 0; i < JUMPS; i++) {
      jumps.recordValue(
          drawn(page, "(row) => untilDrawn(() => grid.scrollToIndex(row))", random.nextInt(rows)));
      page.waitForTimeout(BETWEEN_JUMPS_MILLIS);
    }
    Histogram steps = new Histogram(3);
    for (int i = 0; i < STEPS; i++) {
      steps.recordValue(
          drawn(page, "(far) => untilDrawn(() => { table.scrollTop += far; })", STEP_PIXELS));
      page.waitForTimeout(BETWEEN_STEPS_MILLIS);
    }
    List<?> frames =
        (List<?>)
            page.evaluate(
                WITHOUT_A_PAUSE,
                Map.of("millis", (double) time.toMillis(), "pixels", PIXELS_A_FRAME));
    Histogram took = new Histogram(3);
    frames.subList(0, frames.size() - 1).forEach(frame -> took.recordValue(micros(frame)));
    return new Found(rows, jumps, steps, took, ((Number) frames.getLast()).intValue());
  }

  private static long drawn(Page page, String script, int argument) {
    long micros = micros(page.evaluate(script, argument));
    if (micros < 0) {
      throw new BenchException(
          "rows of the message list were still blank 10 s after " + script + " " + argument);
    }
    return micros;
  }

  private static long micros(Object millis) {
    return Math.round(((Number) millis).doubleValue() * 1000);
  }
}

package org.trueopen.standalone.demo;

/** Browsers that links open in; ordinary versions of late 2025, frozen as vendors freeze them. */
final class Browsers {

  static final Agent CHROME_WINDOWS =
      Agent.browser(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36");
  static final Agent EDGE_WINDOWS =
      Agent.browser(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0");
  static final Agent FIREFOX_WINDOWS =
      Agent.browser(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0");
  static final Agent SAFARI_MAC =
      Agent.browser(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15");
  static final Agent SAFARI_IPHONE =
      Agent.browser(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1");
  static final Agent CHROME_ANDROID =
      Agent.browser(
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36");
  static final Agent SAMSUNG_BROWSER =
      Agent.browser(
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36");

  private Browsers() {}
}

package org.trueopen.standalone.demo;

/**
 * Programs people read mail with: what loads the images when no proxy stands between, what opens a
 * link, and whether it travels.
 */
@SuppressWarnings("ImmutableEnumChecker") // An agent keeps a copy of its headers.
enum MailProgram {
  // The user agent that merely ends in "(KHTML, like Gecko)" is Apple Mail, a real open.
  APPLE_MAIL_MAC(
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
      Browsers.SAFARI_MAC,
      false),
  IPHONE_MAIL(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
      Browsers.SAFARI_IPHONE,
      true),
  SAMSUNG_MAIL(
      "Mozilla/5.0 (Linux; Android 15; SM-S921B Build/AP3A.240905.015.A2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/141.0.7390.122 Mobile Safari/537.36",
      Browsers.SAMSUNG_BROWSER,
      true),
  OUTLOOK_DESKTOP(
      "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)",
      Browsers.EDGE_WINDOWS,
      false),
  OUTLOOK_OLDER(
      "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E; Microsoft Outlook 16.0.5483; ms-office; MSOffice 16)",
      Browsers.CHROME_WINDOWS,
      false),
  OUTLOOK_WEB(
      Browsers.EDGE_WINDOWS.userAgent(),
      Browsers.EDGE_WINDOWS.with("referer", "https://outlook.live.com/"),
      false),
  THUNDERBIRD(
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Thunderbird/140.5.0",
      Browsers.FIREFOX_WINDOWS,
      false),
  GMAIL_WEB(Browsers.CHROME_WINDOWS.userAgent(), Browsers.CHROME_WINDOWS, false),
  GMAIL_ANDROID(Browsers.CHROME_ANDROID.userAgent(), Browsers.CHROME_ANDROID, true),
  YAHOO_WEB(Browsers.FIREFOX_WINDOWS.userAgent(), Browsers.FIREFOX_WINDOWS, false),
  YAHOO_PHONE(Browsers.SAFARI_IPHONE.userAgent(), Browsers.SAFARI_IPHONE, true);

  private final Agent images;
  private final Agent browser;
  private final boolean mobile;

  MailProgram(String imagesUserAgent, Agent browser, boolean mobile) {
    this.images = Agent.images(imagesUserAgent);
    this.browser = browser;
    this.mobile = mobile;
  }

  /** What the program itself loads images with. */
  Agent images() {
    return images;
  }

  /** What a link opens in. */
  Agent browser() {
    return browser;
  }

  /** Whether it is carried between home and the mobile network. */
  boolean mobile() {
    return mobile;
  }
}

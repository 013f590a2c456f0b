package org.trueopen.benchmarks.heldout;

import java.util.List;
import org.trueopen.benchmarks.world.Draws;

/** User agents of mail programs that load images themselves. */
final class MailPrograms {

  private static final List<String> APPLE_PHONE =
      List.of(
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148");

  private static final String APPLE_MAC =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

  private static final List<String> OUTLOOK_CLASSIC =
      List.of(
          "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Win64; x64; Trident/7.0; .NET4.0C; .NET4.0E; .NET CLR 2.0.50727; .NET CLR 3.0.30729; .NET CLR 3.5.30729; Microsoft Outlook 16.0.19530; ms-office; MSOffice 16)",
          "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
          "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19822; Pro)");

  private static final List<String> OUTLOOK_NEW =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0 OneOutlook/1.2026.812.300",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36 Edg/154.0.0.0");

  private static final List<String> OUTLOOK_MOBILE =
      List.of("Outlook-iOS/2.0", "Outlook-Android/2.0");

  private static final List<String> THUNDERBIRD =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Thunderbird/153.1.0",
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.10.0");

  private static final List<String> ANDROID_APP =
      List.of(
          "Mozilla/5.0 (Linux; Android 16; SM-S931B Build/BP2A.250605.031; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/153.0.7801.40 Mobile Safari/537.36",
          "Mozilla/5.0 (Linux; Android 15; 2311DRK48G Build/AP3A.240905.015; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/150.0.7650.22 Mobile Safari/537.36",
          "Dalvik/2.1.0 (Linux; U; Android 14; SM-A546B Build/UP1A.231005.007)",
          "okhttp/4.12.0");

  private MailPrograms() {}

  /** What loads the images, if it is not a provider's proxy. */
  static String agent(Program program, String browser, Draws draws) {
    return switch (program) {
      case APPLE_PROTECTED, APPLE_PLAIN ->
          Browsers.isPhones(browser) ? draws.pick(APPLE_PHONE) : APPLE_MAC;
      case OUTLOOK_CLASSIC -> draws.pick(OUTLOOK_CLASSIC);
      case OUTLOOK_NEW -> draws.pick(OUTLOOK_NEW);
      case OUTLOOK_MOBILE -> draws.pick(OUTLOOK_MOBILE);
      case THUNDERBIRD -> draws.pick(THUNDERBIRD);
      // Few apps fetch images with a library of their own, whose name it then is.
      case ANDROID_APP -> ANDROID_APP.get(draws.chance(0.12) ? 2 + draws.below(2) : draws.below(2));
      case GMAIL, YAHOO, WEBMAIL, WEBMAIL_BLOCKED -> browser;
    };
  }
}

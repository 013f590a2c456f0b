package org.trueopen.benchmarks;

/** A mail of 50 kB with 40 links, in the shape that newsletter editors write. */
final class Newsletter {

  private static final int LINKS = 40;

  private Newsletter() {}

  static String html() {
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
          .append("</p><a href=\"")
          .append(address(i).replace("&", "&amp;"))
          .append("\" style=\"color:#06c\">Read on</a></td></tr></table>");
    }
    return out.append("</body></html>").toString();
  }

  static String text() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < LINKS; i++) {
      out.append("Part ")
          .append(i)
          .append("\r\n\r\n")
          .append("Some words of an ordinary newsletter, with weight here.\r\n".repeat(13))
          .append("Read on: <")
          .append(address(i))
          .append(">\r\n\r\n");
    }
    return out.toString();
  }

  private static String address(int item) {
    return "https://shop.example/item/" + item + "?utm_source=news&utm_medium=email&b=2";
  }
}

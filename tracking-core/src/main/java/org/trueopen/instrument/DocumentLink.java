package org.trueopen.instrument;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells links to documents, which readers download, from links to pages. Both are tracked alike;
 * reports name the former. Only the path's end is looked at: what a server really answers nobody
 * asks.
 */
public final class DocumentLink {

  /**
   * Found in the address of a document, once that is in lower case. In what Java and RE2 have in
   * common, since ClickHouse asks the same question; without backslashes, quotes and commas.
   */
  public static final String ADDRESS =
      "^[a-z]+://[^/?#]*/[^?#]*[.](pdf|doc|docx|odt|rtf|xls|xlsx|ods|csv|ppt|pptx|odp|epub|zip)([?#]|$)";

  private static final Pattern DOCUMENT = Pattern.compile(ADDRESS);

  private DocumentLink() {}

  /**
   * Whether a link leads to a document.
   *
   * @param url absolute; whatever else is none
   */
  public static boolean is(String url) {
    return DOCUMENT.matcher(url.toLowerCase(Locale.ROOT)).find();
  }
}

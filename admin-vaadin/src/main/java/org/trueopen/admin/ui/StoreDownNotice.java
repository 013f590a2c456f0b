package org.trueopen.admin.ui;

/** What a page says while ClickHouse does not answer. */
public final class StoreDownNotice {

  /** The words; the page itself asks again every few seconds. */
  public static final String WORDS =
      "The report store (ClickHouse) does not answer. Mail is still tracked meanwhile, and the figures"
          + " come back by themselves as soon as it does.";

  /** For pages that do not ask again by themselves. */
  public static final String WORDS_ONCE =
      "The report store (ClickHouse) does not answer. Mail is still tracked meanwhile; load the page"
          + " again in a moment.";

  private StoreDownNotice() {}
}

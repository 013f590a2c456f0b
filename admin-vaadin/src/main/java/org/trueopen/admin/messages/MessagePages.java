package org.trueopen.admin.messages;

import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.DataProvider;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.report.MessageFilter;
import org.trueopen.admin.report.MessageIndex;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.id.AccountId;

/**
 * The rows of a message list, a page at a time. They are counted once each time the list is shown
 * anew; from then on a page anywhere in it is read from the nearest anchor, not from the top.
 */
public final class MessagePages {

  private final Reports reports;
  private final AccountId account;
  private final Supplier<MessageFilter> filter;
  private final IntConsumer counted;
  private final Runnable unavailable;
  private @Nullable MessageFilter shown;
  private MessageIndex index = new MessageIndex(0, List.of());

  /**
   * @param filter what is to be listed from the next count on
   * @param counted told how many rows there are
   * @param unavailable told that the store does not answer; the list then has no rows
   */
  public MessagePages(
      Reports reports,
      AccountId account,
      Supplier<MessageFilter> filter,
      IntConsumer counted,
      Runnable unavailable) {
    this.reports = reports;
    this.account = account;
    this.filter = filter;
    this.counted = counted;
    this.unavailable = unavailable;
  }

  public CallbackDataProvider<MessageRow, Void> provider() {
    return DataProvider.fromCallbacks(
        query -> page(query.getOffset(), query.getLimit()), query -> count());
  }

  private int count() {
    try {
      MessageFilter next = filter.get();
      index = reports.messageIndex(account, next);
      shown = next;
      int total = Math.toIntExact(Math.min(index.total(), Integer.MAX_VALUE));
      counted.accept(total);
      return total;
    } catch (ReportsUnavailableException e) {
      unavailable.run();
      return 0;
    }
  }

  private Stream<MessageRow> page(int offset, int limit) {
    if (shown == null) {
      count();
    }
    MessageFilter now = shown;
    if (now == null) {
      return Stream.empty();
    }
    try {
      return reports.messages(account, now, index.at(offset), limit).stream();
    } catch (ReportsUnavailableException e) {
      unavailable.run();
      return Stream.empty();
    }
  }
}

package org.trueopen.admin;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.MessageFilter;
import org.trueopen.admin.report.MessagePulse;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;

/** Reports a test sets beforehand, and a store that can be switched off. */
public final class FakeReports implements Reports {

  private final Map<DeliveryId, DeliveryReport> deliveries = new ConcurrentHashMap<>();
  private volatile Totals totals = Totals.NONE;
  private volatile List<MessageRow> rows = List.of();
  private volatile boolean down;

  public void setTotals(Totals newTotals) {
    totals = newTotals;
  }

  public void setRows(List<MessageRow> newRows) {
    rows = newRows;
  }

  public void add(DeliveryReport delivery) {
    deliveries.put(delivery.deliveryId(), delivery);
  }

  public void setDown(boolean isDown) {
    down = isDown;
  }

  @Override
  public Overview overview(AccountId account, Window window) {
    failIfDown();
    List<Bar> bars = Collections.nCopies(window.bars(), new Bar(3, 2, 1));
    return new Overview(window, totals, bars, bars, totals.deliveries() > 0);
  }

  @Override
  public List<MessageRow> messages(AccountId account, MessageFilter filter, int offset, int limit) {
    failIfDown();
    return found(filter).stream().skip(offset).limit(limit).toList();
  }

  @Override
  public int countMessages(AccountId account, MessageFilter filter) {
    failIfDown();
    return found(filter).size();
  }

  private List<MessageRow> found(MessageFilter filter) {
    return rows.stream().filter(row -> row.recipient().contains(filter.search())).toList();
  }

  @Override
  public MessagePulse messagePulse(AccountId account, MessageFilter filter) {
    failIfDown();
    return new MessagePulse(rows.size(), rows.size());
  }

  @Override
  public Optional<DeliveryReport> delivery(AccountId account, DeliveryId delivery) {
    failIfDown();
    return Optional.ofNullable(deliveries.get(delivery))
        .filter(report -> report.account().equals(account));
  }

  @Override
  public boolean answers() {
    return !down;
  }

  private void failIfDown() {
    if (down) {
      throw new ReportsUnavailableException("switched off", new IllegalStateException());
    }
  }
}

package org.trueopen.admin;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.trueopen.admin.report.Bar;
import org.trueopen.admin.report.DeliveryReport;
import org.trueopen.admin.report.Exclusion;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.FilterValues;
import org.trueopen.admin.report.Mark;
import org.trueopen.admin.report.MessageFilter;
import org.trueopen.admin.report.MessageIndex;
import org.trueopen.admin.report.MessagePulse;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Overview;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.report.Window;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.store.generation.Generation;

/** Reports a test sets beforehand, and a store that can be switched off. */
public final class FakeReports implements Reports {

  private final Map<DeliveryId, DeliveryReport> deliveries = new ConcurrentHashMap<>();
  private volatile Totals totals = Totals.NONE;
  private volatile List<MessageRow> rows = List.of();
  private volatile boolean down;
  private volatile Totals before = Totals.NONE;
  private volatile List<Mark> marks = List.of();
  private volatile Filter asked = Filter.NONE;
  private volatile @Nullable Generation generation;

  public void setGeneration(@Nullable Generation shown) {
    generation = shown;
  }

  @Override
  public Optional<Generation> generation() {
    return Optional.ofNullable(generation);
  }

  public void setTotals(Totals newTotals) {
    totals = newTotals;
  }

  public void setBefore(Totals newTotals) {
    before = newTotals;
  }

  public void setMarks(List<Mark> newMarks) {
    marks = newMarks;
  }

  /** What the last overview was asked for. */
  public Filter asked() {
    return asked;
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
  public Overview overview(AccountId account, Window window, Filter filter) {
    failIfDown();
    asked = filter;
    List<Bar> bars = Collections.nCopies(window.bars(), new Bar(3, 2, 1));
    return new Overview(
        window,
        totals,
        before,
        bars,
        bars,
        marks,
        exclusions(account, window.from(), window.to(), filter),
        totals.deliveries() > 0,
        generation);
  }

  @Override
  public List<Long> pulse(AccountId account, Window window, List<String> campaigns) {
    failIfDown();
    return List.of(
        (long) totals.hashCode(),
        (long) before.hashCode(),
        (long) marks.hashCode(),
        (long) Objects.hashCode(generation));
  }

  @Override
  public Totals totals(AccountId account, Instant from, Instant to, Filter filter) {
    failIfDown();
    return totals;
  }

  @Override
  public List<Exclusion> exclusions(AccountId account, Instant from, Instant to, Filter filter) {
    failIfDown();
    return List.of(new Exclusion("OPEN", "NO_HTML", 17), new Exclusion("CLICK", "SIGNED", 4));
  }

  @Override
  public FilterValues filterValues(AccountId account, Window window) {
    failIfDown();
    return new FilterValues(Map.of("campaign", List.of("spring", "digest")));
  }

  @Override
  public List<MessageRow> messages(
      AccountId account, MessageFilter filter, MessageIndex.Start start, int limit) {
    failIfDown();
    return found(filter).stream().skip(start.skip()).limit(limit).toList();
  }

  @Override
  public MessageIndex messageIndex(AccountId account, MessageFilter filter) {
    failIfDown();
    return new MessageIndex(found(filter).size(), List.of());
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

package org.trueopen.admin.report;

/** Hits of one kind within one bar of a chart, by who was behind them. */
public record Bar(long people, long unknowable, long machines) {

  public static final Bar EMPTY = new Bar(0, 0, 0);

  Bar plus(Bar other) {
    return new Bar(people + other.people, unknowable + other.unknowable, machines + other.machines);
  }

  public long total() {
    return people + unknowable + machines;
  }
}

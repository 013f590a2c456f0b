package org.trueopen.admin;

import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.trueopen.admin.report.ClickHouseAnswers;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.ReportsUnavailableException;
import org.trueopen.id.AccountId;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.TestClickHouse;

/** Answers of a real engine, which starts with the first question, and can be switched off. */
public final class SwitchedAnswers implements ReportAnswers {

  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  public void setDown(boolean isDown) {
    left.set(isDown ? 0 : Integer.MAX_VALUE);
  }

  /** Down once so many questions are answered. */
  public void setDownAfter(int answers) {
    left.set(answers);
  }

  @Override
  public InputStream ask(AccountId account, String sql, Map<String, ?> parameters, String format) {
    if (left.getAndUpdate(number -> Math.max(0, number - 1)) == 0) {
      throw new ReportsUnavailableException("switched off", new IllegalStateException());
    }
    return Engine.ANSWERS.ask(account, sql, parameters, format);
  }

  private static final class Engine {
    static final ReportAnswers ANSWERS =
        new ClickHouseAnswers(new FormattedQueries(TestClickHouse.shared().admin()));
  }
}

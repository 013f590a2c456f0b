package org.trueopen.admin.rulelab;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.rulelab.LabRun.State;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.SettingsStore;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.EventLogException;
import org.trueopen.rehearsal.Comparison;
import org.trueopen.rehearsal.Rehearsal;
import org.trueopen.rehearsal.SentMail;
import org.trueopen.settings.RuleSettings;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;
import org.trueopen.verdict.Rules;

/**
 * Compares other rules with those that hold, on the last days' mail, and enables them. One
 * comparison runs at a time, since each holds all of its mail in memory.
 */
@Service
class RuleLab implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(RuleLab.class);

  /** Reading takes most of the time. */
  private static final double READING = 0.8;

  private final MailSource mail;
  private final SettingsStore settings;
  private final AccountId account;
  private final KeyedHash hashes;
  private final Clock clock;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("rule-lab").factory());
  private @Nullable LabRun current;

  RuleLab(
      MailSource mail, SettingsStore settings, AccountId account, AdminConfig config, Clock clock) {
    this.mail = mail;
    this.settings = settings;
    this.account = account;
    this.hashes = config.hashes();
    this.clock = clock;
  }

  /**
   * The rules that hold.
   *
   * @param version of the setting; 0 if it was never set
   */
  record Present(RuleSettings rules, long version) {}

  Present present() {
    SettingsView view = settings.view();
    return new Present(view.rules(account), view.version(SettingKey.rules(account)));
  }

  /** The day that an entry of the lists is dated with. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /**
   * Starts a comparison.
   *
   * @throws LabBusyException if one is under way
   */
  @PreAuthorize("hasAnyRole('ADMIN', 'ANALYST')")
  synchronized LabRun start(LabQuestion question, String user) throws LabBusyException {
    if (current != null && current.isUnderWay()) {
      throw new LabBusyException(current.user());
    }
    LabRun run = new LabRun(user);
    current = run;
    RuleSettings present = present().rules();
    worker.execute(() -> run(run, question, present));
    return run;
  }

  private void run(LabRun run, LabQuestion question, RuleSettings present) {
    try {
      RuleSettings tried = question.over(present);
      List<SentMail> mails =
          mail.read(
              account,
              clock.instant().minus(question.span()),
              new TriedLists(present.lists(), tried.lists()),
              share -> run.advance(share * READING));
      Comparison result =
          Rehearsal.compare(
              mails,
              Rules.of(present, hashes),
              Rules.of(tried, hashes),
              share -> run.advance(READING + share * (1 - READING)));
      run.become(new State.Done(result));
    } catch (CancellationException e) {
      run.become(new State.Cancelled());
    } catch (TooMuchMailException e) {
      run.become(new State.Failed(e.getMessage() + " Try fewer days."));
    } catch (EventLogException e) {
      LOG.warn("The rule lab could not read the topics", e);
      run.become(
          new State.Failed("Kafka, which holds the last days' hits, does not answer. Try again."));
    } catch (RuntimeException | Error e) {
      LOG.error("The rule lab failed", e);
      run.become(new State.Failed("The comparison failed; the admin's log says why."));
    }
  }

  /**
   * Makes the tried rules, and lists, hold from now on.
   *
   * @param expectedVersion of {@link #present} as the user has seen it
   * @throws ChangedMeanwhileException if somebody else was quicker; nothing was written
   */
  @PreAuthorize("hasRole('ADMIN')")
  void enable(LabQuestion question, long expectedVersion, String user)
      throws ChangedMeanwhileException {
    RuleSettings wanted = Rules.kept(question.over(present().rules()));
    settings.write(SettingKey.rules(account), wanted, expectedVersion, user);
  }

  @Override
  public void destroy() {
    synchronized (this) {
      if (current != null) {
        current.cancel();
      }
    }
    worker.shutdownNow();
  }
}

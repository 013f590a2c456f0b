package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.trueopen.standalone.chaos.Stage;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.OperatorSettings;
import org.trueopen.standalone.part.Ports;
import org.trueopen.standalone.part.Standalone;
import org.trueopen.standalone.part.StartException;
import org.trueopen.standalone.process.Supervisor;
import org.trueopen.standalone.process.Supervisor.PartStatus;
import org.trueopen.store.StoreConfig;

/** Runs a standalone from start to stop in this process. */
final class Session implements Stage {

  private static final int STATUS_EVERY_SECONDS = 3;

  private final Options options;
  private final PrintStream out;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Standalone standalone;

  /**
   * @param mailbox whether the SMTP relay may send to a mailbox of our own
   */
  Session(Options options, boolean mailbox, PrintStream out) throws IOException {
    this(options, mailbox, 1, out);
  }

  Session(Options options, boolean mailbox, int taskManagers, PrintStream out) throws IOException {
    this(options, OperatorSettings.few(System.getenv()), mailbox, taskManagers, out);
  }

  /**
   * @param operator what the parts are told beside what we decide
   */
  Session(
      Options options,
      OperatorSettings operator,
      boolean mailbox,
      int taskManagers,
      PrintStream out)
      throws IOException {
    this.options = options;
    this.out = out;
    this.standalone =
        new Standalone(
            Options.layout(),
            options.data(),
            options.ports(),
            operator,
            taskManagers,
            mailbox,
            out::println);
  }

  /** What runs beside the product while it is up. */
  interface Companion {
    void run(Session session) throws IOException, StartException, InterruptedException;
  }

  /**
   * Returns the exit status when the product has stopped.
   *
   * @param whenReady called once everything is up
   */
  int run(Companion whenReady) throws IOException, InterruptedException {
    DataFolder data = options.data();
    StatusFile statusFile = new StatusFile(data.status());
    if (!data.tryLock()) {
      String holder = statusFile.process().map(p -> " (process " + p.pid() + ")").orElse("");
      out.println(
          "TrueOpen already runs on "
              + data.root()
              + holder
              + ". Stop it with ./trueopen down --data "
              + data.root()
              + ", or choose another folder with --data DIR.");
      return 1;
    }
    Leftovers.stop(statusFile, out::println);
    Supervisor supervisor = standalone.supervisor();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "stop"));
    StatusWriter status = new StatusWriter(statusFile, supervisor, options.ports());
    try {
      status.start();
      standalone.start();
      status.ready();
      whenReady.run(this);
      stopAsked.await();
      return 0;
    } catch (StartException e) {
      out.println(e.getMessage());
      return 1;
    } finally {
      out.println("Stopping");
      supervisor.stop();
      status.stop();
      stopped.countDown();
    }
  }

  @Override
  public Supervisor supervisor() {
    return standalone.supervisor();
  }

  @Override
  public StoreConfig store() {
    return standalone.store();
  }

  /** Asks for a stop, as Ctrl-C does. */
  void stop() {
    stopAsked.countDown();
  }

  @Override
  public boolean awaitStop(long seconds) throws InterruptedException {
    return stopAsked.await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void stopParts() throws InterruptedException {
    standalone.supervisor().stop();
  }

  @Override
  public void startParts() throws StartException, InterruptedException {
    standalone.start();
  }

  @Override
  public Map<String, String> ingestVariables() {
    return standalone.ingestVariables();
  }

  private void stopAndWait() {
    stopAsked.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps the status file current. */
  private static final class StatusWriter {

    private final StatusFile file;
    private final Supervisor supervisor;
    private final Ports ports;
    private final Instant startedAt = Instant.now();
    private final Thread thread = Thread.ofPlatform().daemon().name("status").unstarted(this::run);
    private volatile boolean ready;

    StatusWriter(StatusFile file, Supervisor supervisor, Ports ports) {
      this.file = file;
      this.supervisor = supervisor;
      this.ports = ports;
    }

    void start() throws IOException {
      write();
      thread.start();
    }

    void ready() throws IOException {
      ready = true;
      write();
    }

    void stop() throws IOException, InterruptedException {
      thread.interrupt();
      thread.join();
      file.delete();
    }

    private void run() {
      try {
        while (true) {
          TimeUnit.SECONDS.sleep(STATUS_EVERY_SECONDS);
          write();
        }
      } catch (InterruptedException | IOException e) {
        // Asked to stop, or the data folder is gone: nobody is left to read it.
      }
    }

    private synchronized void write() throws IOException {
      var parts = supervisor.status();
      boolean all = ready && parts.stream().allMatch(PartStatus::ready);
      file.write(
          new StatusFile.Status(
              ProcessHandle.current().pid(), startedAt, all, ports.offset(), parts));
    }
  }
}

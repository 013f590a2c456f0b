package org.trueopen.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisorTest {

  /** A shell command as a part. */
  private record ShellPart(String name, String script, BooleanSupplier ready) implements Part {

    /** Ready as long as it runs. */
    ShellPart(String name, String script) {
      this(name, script, () -> true);
    }

    @Override
    public boolean isReady() {
      return ready.getAsBoolean();
    }

    @Override
    public ProcessBuilder command() {
      return new ProcessBuilder("sh", "-c", script);
    }
  }

  @TempDir private Path folder;

  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private Supervisor supervisor;

  @BeforeEach
  void create() throws IOException {
    supervisor = new Supervisor(folder.resolve("logs"), events::add);
  }

  @AfterEach
  void stop() throws InterruptedException {
    supervisor.stop();
  }

  @Test
  void aPartThatIsKilledIsStartedAgain() throws Exception {
    supervisor.start(List.of(new ShellPart("sleeper", "exec sleep 600")));
    long first = supervisor.status().getFirst().pid();

    ProcessHandle.of(first).orElseThrow().destroyForcibly();

    await()
        .until(
            () ->
                supervisor.status().getFirst().pid() != first
                    && supervisor.status().getFirst().ready()
                    // Counted a moment after the process is there.
                    && supervisor.status().getFirst().restarts() == 1);
    assertThat(events).anyMatch(line -> line.startsWith("sleeper ended with status 137"));
  }

  @Test
  void aPartThatKeepsEndingIsReportedWithTheEndOfItsLog() {
    assertThatThrownBy(
            () ->
                supervisor.start(
                    List.of(new ShellPart("broken", "echo no such thing; exit 3", () -> false))))
        .isInstanceOf(PartFailedException.class)
        .hasMessageContaining("broken ends as soon as it starts")
        .hasMessageContaining("no such thing");
  }

  @Test
  void stoppingEndsEveryProcessInReverseOrder() throws Exception {
    Path order = folder.resolve("order");
    supervisor.start(List.of(noting("one", order)));
    supervisor.start(List.of(noting("two", order)));
    List<ProcessHandle> processes = supervisor.processes();

    supervisor.stop();

    assertThat(processes).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.readAllLines(order)).containsExactly("two", "one");
  }

  /** Writes its name into a file when it is asked to stop; ready when it is able to. */
  private ShellPart noting(String name, Path order) {
    Path ready = folder.resolve("ready-" + name);
    String script =
        "trap 'echo %s >> %s; exit 0' TERM; touch %s; while :; do sleep 0.05; done"
            .formatted(name, order, ready);
    return new ShellPart(name, script, () -> Files.exists(ready));
  }

  /** Of its own process, which is to be ended; says the number of its part's process. */
  static final class Interrupted {

    private Interrupted() {}

    static void main(String[] args) throws Exception {
      Supervisor supervisor = new Supervisor(Path.of(args[0]), System.out::println);
      supervisor.stopAtExit();
      supervisor.start(List.of(new ShellPart("sleeper", "exec sleep 600")));
      System.out.println(supervisor.status().getFirst().pid());
      Thread.sleep(Duration.ofMinutes(10));
    }
  }

  @Test
  void aCtrlCEndsThePartsToo() throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Interrupted.class.getName(),
                folder.resolve("logs").toString())
            .start();
    ProcessHandle sleeper =
        ProcessHandle.of(Long.parseLong(java.inputReader().readLine())).orElseThrow();

    java.destroy();
    java.waitFor();

    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void aProcessThatIsJustBeingStartedDoesNotSurviveTheStop() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    Thread start = Thread.ofVirtual().start(() -> startSlowly(starting));
    starting.await();

    supervisor.stop();
    start.join();

    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
    assertThat(events).contains("slow was stopped before it was ready");
  }

  /** Starts a part whose process begins only when somebody has asked for a stop. */
  private void startSlowly(CountDownLatch starting) {
    Part slow =
        new Part() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public ProcessBuilder command() {
            starting.countDown();
            LockSupport.park(); // until interrupted, which stays on record
            return new ProcessBuilder("sleep", "600");
          }

          @Override
          public boolean isReady() {
            return false;
          }
        };
    try {
      supervisor.start(List.of(slow));
    } catch (PartFailedException | InterruptedException e) {
      events.add(String.valueOf(e.getMessage()));
    }
  }
}

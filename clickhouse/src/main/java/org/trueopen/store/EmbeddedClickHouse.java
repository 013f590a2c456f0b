package org.trueopen.store;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The embedded engine as its parent sees it: a child process that serves ClickHouse on 127.0.0.1
 * until its standard input closes, so it never outlives the parent.
 *
 * <p>A supervisor that starts processes itself calls {@link #prepare} before each start and asks
 * {@link EngineReadiness}; a test calls {@link #start} and {@link #close}.
 */
public final class EmbeddedClickHouse implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  // A stop waits up to 5 s for idle keep-alive connections.
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final Process process;
  private final Ports ports;
  private final EnginePasswords passwords;

  private EmbeddedClickHouse(Process process, Ports ports, EnginePasswords passwords) {
    this.process = process;
    this.ports = ports;
    this.passwords = passwords;
  }

  /** The ports the engine listens on, 1 to 65535. */
  public record Ports(int http, int tcp) {}

  /**
   * Writes the engine's files into the data folder, which is made if need be, and builds the
   * command that starts it. To be called before every start, also after a crash. Standard input
   * must stay a pipe that the parent keeps open: closing it stops the engine.
   *
   * @param library {@link EngineLibrary#ensure()}
   * @param dataDir one engine per folder
   * @param httpPort port on 127.0.0.1; 0 for a free one, see {@link #ports(Path)}
   * @param tcpPort port of the native protocol; likewise
   */
  public static ProcessBuilder prepare(
      Path library, Path dataDir, int httpPort, int tcpPort, EnginePasswords passwords)
      throws IOException {
    Path data = dataDir.toAbsolutePath();
    EngineFiles.write(data, passwords);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Without it the JVM and the engine fight over SIGTERM and the process crashes.
            "-Xrs",
            // The JVM only makes one call; the memory is the engine's.
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            EmbeddedClickHouseMain.class.getName(),
            library.toAbsolutePath().toString(),
            data.toString(),
            EngineFiles.config(data).toString(),
            Integer.toString(httpPort),
            Integer.toString(tcpPort));
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectInput(ProcessBuilder.Redirect.PIPE);
  }

  /**
   * Starts the engine and waits until it answers the user {@code admin}.
   *
   * @param log file its output is appended to
   * @throws IOException if it does not start; the message names the log
   */
  public static EmbeddedClickHouse start(
      Path library, Path dataDir, int httpPort, int tcpPort, EnginePasswords passwords, Path log)
      throws IOException, InterruptedException {
    File output = log.toFile();
    Process process =
        prepare(library, dataDir, httpPort, tcpPort, passwords)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
            .start();
    try {
      EngineReadiness.Deadline deadline = new EngineReadiness.Deadline(process, START_TIMEOUT, log);
      deadline.await(() -> Files.exists(EngineFiles.ports(dataDir)));
      deadline.await(() -> !Files.readString(EngineFiles.ports(dataDir)).isBlank());
      EmbeddedClickHouse engine = new EmbeddedClickHouse(process, ports(dataDir), passwords);
      deadline.await(() -> EngineReadiness.ready(engine.admin()));
      return engine;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** The ports of a running engine, which it wrote when it began to listen. */
  public static Ports ports(Path dataDir) throws IOException {
    String[] fields = Files.readString(EngineFiles.ports(dataDir)).strip().split("\t", -1);
    return new Ports(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]));
  }

  /** HTTP URL, as {@code http://127.0.0.1:8123}. */
  public String url() {
    return "http://127.0.0.1:" + ports.http();
  }

  public Ports ports() {
    return ports;
  }

  /** Connects as the user that may change the schema. */
  public StoreConfig migrator() {
    return new StoreConfig(url(), "migrator", passwords.migrator());
  }

  /** Connects as the user that may only insert. */
  public StoreConfig job() {
    return new StoreConfig(url(), "job", passwords.job());
  }

  /** Connects as the user that may only read. */
  public StoreConfig admin() {
    return new StoreConfig(url(), "admin", passwords.admin());
  }

  /** The user that may take a recipient's rows out, and read no more than which those are. */
  public StoreConfig eraser() {
    return new StoreConfig(url(), "eraser", passwords.eraser());
  }

  public Process process() {
    return process;
  }

  /** Stops the engine by closing its standard input, and by force if that takes over 15 s. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process is gone already, and with it the other end of the pipe.
    }
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Only our own classes: the child needs no library, and a short class path starts faster. */
  private static String classPath() {
    try {
      return Path.of(
              EmbeddedClickHouseMain.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          .toString();
    } catch (URISyntaxException | RuntimeException e) {
      throw new IllegalStateException(
          "Cannot tell which jar or folder holds "
              + EmbeddedClickHouseMain.class.getName()
              + "; put the clickhouse jar on the class path as a file of its own",
          e);
    }
  }
}

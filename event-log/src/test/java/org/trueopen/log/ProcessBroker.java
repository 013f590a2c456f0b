package org.trueopen.log;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A broker as a process of its own on free ports with a data folder of its own. Its libraries are
 * those that the module {@code standalone/runtime-broker} copies at {@code package}.
 */
final class ProcessBroker implements TestBroker.Engine {

  private static final Path LIBRARIES = Path.of("standalone", "runtime-broker", "target", "lib");
  private static final int START_SECONDS = 120;
  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 30_000;

  /** Who may do everything where the broker asks for logins; its own. */
  static final String SUPER_USER = "root";

  private final Path folder;
  private final int port;
  private final Path config;
  private Process process;

  ProcessBroker() throws IOException {
    this(Map.of());
  }

  /**
   * @param passwords of the users that may log in, among them {@link #SUPER_USER}; the others may
   *     do nothing until an access control list says so. None for a broker that asks nobody
   */
  ProcessBroker(Map<String, String> passwords) throws IOException {
    this.folder = Files.createTempDirectory("trueopen-kafka-");
    int[] ports = freePorts();
    this.port = ports[0];
    this.config = writeConfig(ports[0], ports[1]);
    if (!passwords.isEmpty()) {
      Files.writeString(config, logins(passwords), StandardOpenOption.APPEND);
    }
    format();
    this.process = launch();
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void restart() {
    kill();
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void pause() {
    signal("STOP");
    // On a busy machine the last of its threads may answer a request yet, a while after the signal.
    Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
    if (Files.isDirectory(threads)) {
      await().ignoreExceptions().until(() -> areStopped(threads)); // a thread may end meanwhile
    }
  }

  private static boolean areStopped(Path threads) throws IOException {
    try (Stream<Path> all = Files.list(threads)) {
      for (Path thread : all.toList()) {
        // Of Linux, proc(5): the state follows the name, which stands in brackets.
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " failed with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling the broker", e);
    }
  }

  private void format() throws IOException {
    String cluster = Uuid.randomUuid().toString();
    Process format =
        java(
                "kafka.tools.StorageTool",
                "format",
                "--standalone",
                "-t",
                cluster,
                "-c",
                config.toString())
            .start();
    String output = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (format.onExit().join().exitValue() != 0) {
      throw new IOException("Kafka's storage could not be made: " + output);
    }
  }

  /** Returns when the broker says that it has started. */
  private Process launch() throws IOException {
    Process started = java("kafka.Kafka", config.toString()).start();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("kafka-output").start(() -> follow(started, ready));
    try {
      ready.get(START_SECONDS, TimeUnit.SECONDS);
      return started;
    } catch (ExecutionException | TimeoutException e) {
      started.destroyForcibly();
      throw new IOException("Kafka did not start", e);
    } catch (InterruptedException e) {
      started.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kafka started", e);
    }
  }

  private static void follow(Process started, CompletableFuture<Void> ready) {
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = started.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains("Kafka Server started")) {
          ready.complete(null);
        } else if (!ready.isDone()) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    ready.completeExceptionally(new IOException(String.join("\n", lines)));
  }

  private ProcessBuilder java(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // short runs gain nothing from the second compiler
                "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"),
                "-cp",
                libraries() + "/*",
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private static Path libraries() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(LIBRARIES))) {
        return at.resolve(LIBRARIES);
      }
    }
    throw new IllegalStateException(
        "No folder "
            + LIBRARIES
            + " in or above "
            + Path.of("").toAbsolutePath()
            + "; make it by: mvn -pl standalone/runtime-broker package");
  }

  private static int[] freePorts() throws IOException {
    try (ServerSocket one = freePort();
        ServerSocket two = freePort()) {
      return new int[] {one.getLocalPort(), two.getLocalPort()};
    }
  }

  /**
   * Below those that systems give to clients: one that looks for a broker that was killed would be
   * given its port sooner or later, and the broker could not come back.
   */
  private static ServerSocket freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException e) {
        // Taken; there are thousands.
      }
    }
  }

  private Path writeConfig(int brokerPort, int controllerPort) throws IOException {
    Files.writeString(
        folder.resolve("log4j2.properties"),
        """
        appender.out.type=Console
        appender.out.name=out
        appender.out.layout.type=PatternLayout
        appender.out.layout.pattern=%-5p %c{1} - %m%n
        rootLogger.level=WARN
        rootLogger.appenderRef.out.ref=out
        logger.server.name=kafka.server.KafkaRaftServer
        logger.server.level=INFO
        """);
    return Files.writeString(
        folder.resolve("server.properties"),
        """
        process.roles=broker,controller
        node.id=1
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=BROKER://127.0.0.1:%1$d
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        auto.create.topics.enable=false
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=2
        background.threads=1
        log.cleaner.dedupe.buffer.size=2097152
        # Until its old session has run out, a killed broker is not let in again.
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=500
        """
            .formatted(brokerPort, controllerPort, folder.resolve("data")));
  }

  /** The later of two lines for one name counts. */
  private static String logins(Map<String, String> passwords) {
    String users =
        passwords.entrySet().stream()
            .map(user -> "user_" + user.getKey() + "=\"" + user.getValue() + '"')
            .collect(Collectors.joining(" "));
    return """
    listener.security.protocol.map=BROKER:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
    sasl.mechanism.inter.broker.protocol=PLAIN
    listener.name.broker.sasl.enabled.mechanisms=PLAIN
    listener.name.broker.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule \
      required username="%1$s" password="%2$s" %3$s;
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    # The controller's listener knows no logins.
    super.users=User:%1$s;User:ANONYMOUS
    """
        .formatted(SUPER_USER, passwords.get(SUPER_USER), users);
  }
}

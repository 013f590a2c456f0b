package org.trueopen.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * The server's image that docker-compose.yml runs, by Testcontainers, with the users and row
 * policies of the embedded engine.
 */
final class ContainerClickHouse implements TestClickHouse.Engine {

  private static final String IMAGE = "clickhouse/clickhouse-server:26.7";
  private static final int PORT = 8123;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final int port;
  private final Path root;
  private final EnginePasswords passwords;
  private final GenericContainer<?> container;

  ContainerClickHouse(Path root, EnginePasswords passwords) throws IOException {
    this.root = root;
    this.passwords = passwords;
    this.port = TestPorts.free();
    this.container =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(PORT)
            .withCopyToContainer(
                Transferable.of(users()), "/etc/clickhouse-server/users.d/trueopen.xml")
            .waitingFor(Wait.forHttp("/ping").forPort(PORT));
    container.setPortBindings(List.of("127.0.0.1:" + port + ":" + PORT)); // also after a restart
    container.start();
  }

  /** Whether containers can be had; see {@link Skipped}. */
  static boolean isAvailable() {
    return Skipped.NOT;
  }

  /** Whether there is a Docker engine; says so, loudly and once per JVM, if there is none. */
  private static final class Skipped {
    static final boolean NOT = announce();

    private static boolean announce() {
      boolean there = DockerClientFactory.instance().isDockerAvailable();
      if (!there) {
        System.err.println(
            """

            *******************************************************************************
            CONTAINERS SKIPPED: no Docker engine answers. The tests of this JVM run on the
            embedded engine instead; NOTHING was tested on %s.
            *******************************************************************************
            """
                .formatted(IMAGE));
      }
      return there;
    }
  }

  /** Clients come from outside of the container. */
  private String users() throws IOException {
    EngineFiles.write(root, passwords);
    return Files.readString(root.resolve("users.xml"))
        .replace("<ip>127.0.0.1</ip>", "<ip>::/0</ip>");
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void kill() {
    if (container.isRunning()) {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void stop() {
    container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    StoreConfig admin = new StoreConfig(url(), "admin", passwords.admin());
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!EngineReadiness.ready(admin)) {
      if (System.nanoTime() > deadline) {
        throw new IOException("ClickHouse in its container does not answer after a restart");
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    container.stop();
    try {
      EngineFiles.deleteTree(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }
}

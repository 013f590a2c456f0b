package org.trueopen.log;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A broker from Kafka's own image, the one that docker-compose.yml runs, by Testcontainers. */
final class ContainerBroker implements TestBroker.Engine {

  private static final String IMAGE = "apache/kafka:4.3.1";
  private static final int PORT = 9092;

  private final int port;
  private final GenericContainer<?> container;

  ContainerBroker() throws IOException {
    this.port = freePort();
    this.container =
        new GenericContainer<>(IMAGE)
            .withEnv(environment(port))
            .withExposedPorts(PORT)
            .waitingFor(Wait.forLogMessage(".*Kafka Server started.*", 1));
    // The same after a restart, and known before the start: the broker tells it to its clients.
    container.setPortBindings(List.of("127.0.0.1:" + port + ":" + PORT));
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
            broker of this build instead; NOTHING was tested on the image %s.
            *******************************************************************************
            """
                .formatted(IMAGE));
      }
      return there;
    }
  }

  private static Map<String, String> environment(int port) {
    return Map.ofEntries(
        Map.entry("KAFKA_NODE_ID", "1"),
        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
        Map.entry("KAFKA_LISTENERS", "BROKER://:" + PORT + ",CONTROLLER://:9093"),
        Map.entry("KAFKA_ADVERTISED_LISTENERS", "BROKER://127.0.0.1:" + port),
        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER"),
        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
        Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
        Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
        Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
        Map.entry("KAFKA_BROKER_SESSION_TIMEOUT_MS", "2000"),
        Map.entry("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500"),
        Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return one.getLocalPort();
    }
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void kill() {
    if (container.isRunning()) {
      container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }
  }

  /** The container again, with its data; clients wait until it answers, as after any crash. */
  @Override
  public void restart() {
    kill();
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void pause() {
    container.getDockerClient().pauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void resume() {
    container.getDockerClient().unpauseContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    container.stop();
  }
}

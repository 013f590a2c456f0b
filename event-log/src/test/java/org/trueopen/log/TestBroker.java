package org.trueopen.log;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A real Kafka broker for tests: a process of its own, or a container of Kafka's image where the
 * system property {@code trueopen.engines} is {@code containers}, as in the Maven profile of that
 * name, and a Docker engine is there. {@link #shared()} starts one per JVM, which ends with the
 * JVM; {@link #start()} makes one that the caller closes.
 */
public final class TestBroker implements AutoCloseable {

  /** What a broker runs in. */
  interface Engine extends AutoCloseable {

    /** {@code host:port}, the same after a restart. */
    String bootstrapServers();

    /** Ends it at once, as a power cut would. */
    void kill();

    /** Starts it again on the same data, having killed it if it still runs. */
    void restart();

    /** Stops it from doing anything while its connections stay open. */
    void pause();

    void resume();

    @Override
    void close();
  }

  private final Engine engine;

  private TestBroker(Engine engine) {
    this.engine = engine;
  }

  /** Holds the broker of this JVM; made on first use. */
  private static final class Shared {
    static final TestBroker INSTANCE = startUntilExit();

    private static TestBroker startUntilExit() {
      TestBroker broker = start();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-test-broker"));
      return broker;
    }
  }

  /** The broker all tests of this JVM share. Never closed; whoever pauses or kills it, mends it. */
  public static TestBroker shared() {
    return Shared.INSTANCE;
  }

  /** A broker of the caller's own. */
  public static TestBroker start() {
    try {
      return new TestBroker(
          wantsContainers() && ContainerBroker.isAvailable()
              ? new ContainerBroker()
              : new ProcessBroker());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looked at here, so that without it Testcontainers need not be on the class path. */
  private static boolean wantsContainers() {
    return "containers".equals(System.getProperty("trueopen.engines", ""));
  }

  /** {@code host:port}. */
  public String bootstrapServers() {
    return engine.bootstrapServers();
  }

  /** How our own clients reach it. */
  public KafkaConfig config() {
    return new KafkaConfig(bootstrapServers());
  }

  /** Ends the process at once, as a power cut would. */
  public void kill() {
    engine.kill();
  }

  /** Starts it again on the same ports and data, having killed it if it still runs. */
  public void restart() {
    engine.restart();
  }

  /** Stops it from doing anything while its connections stay open, as an overloaded disk would. */
  public void pause() {
    engine.pause();
  }

  /** Ends a pause. */
  public void resume() {
    engine.resume();
  }

  @Override
  public void close() {
    engine.close();
  }
}

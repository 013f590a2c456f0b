package org.trueopen.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The embedded engine on free ports. */
final class ProcessClickHouse implements TestClickHouse.Engine {

  private final Path root;
  private final EnginePasswords passwords;
  private final int port;
  private EmbeddedClickHouse engine;

  ProcessClickHouse(Path root, EnginePasswords passwords) throws IOException, InterruptedException {
    this.root = root;
    this.passwords = passwords;
    this.port = TestPorts.free();
    this.engine = launch();
  }

  @Override
  public String url() {
    return engine.url();
  }

  @Override
  public void kill() throws InterruptedException {
    engine.process().destroyForcibly().waitFor();
  }

  @Override
  public void stop() {
    engine.close();
  }

  @Override
  public void start() throws IOException, InterruptedException {
    engine = launch();
  }

  /** Nobody asks by the native protocol, so its port may be another one each time. */
  private EmbeddedClickHouse launch() throws IOException, InterruptedException {
    return EmbeddedClickHouse.start(
        EngineLibrary.ensure(),
        root.resolve("data"),
        port,
        0,
        passwords,
        root.resolve("clickhouse.log"));
  }

  @Override
  public void close() {
    engine.close();
    try {
      EngineFiles.deleteTree(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove " + root, e);
    }
  }
}

package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.trueopen.standalone.process.Part;
import org.trueopen.store.EmbeddedClickHouse;
import org.trueopen.store.EnginePasswords;
import org.trueopen.store.EngineReadiness;
import org.trueopen.store.StoreConfig;

/** The embedded ClickHouse engine. */
final class ClickHousePart implements Part {

  private final DataFolder data;
  private final Ports ports;
  private final Path library;
  private final EnginePasswords passwords;

  ClickHousePart(DataFolder data, Ports ports, Path library, EnginePasswords passwords) {
    this.data = data;
    this.ports = ports;
    this.library = library;
    this.passwords = passwords;
  }

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    return EmbeddedClickHouse.prepare(
        library, data.clickHouse(), ports.clickHouseHttp(), ports.clickHouseTcp(), passwords);
  }

  @Override
  public boolean isReady() {
    return EngineReadiness.ready(
        new StoreConfig("http://127.0.0.1:" + ports.clickHouseHttp(), "admin", passwords.admin()));
  }

  /** It serves until its standard input closes; a signal would end it in the midst of things. */
  @Override
  public void askToStop(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
  }

  @Override
  public Duration stopTimeout() {
    return Duration.ofSeconds(15);
  }
}

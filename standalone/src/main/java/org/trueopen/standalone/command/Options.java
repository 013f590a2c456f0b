package org.trueopen.standalone.command;

import java.nio.file.Path;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Layout;
import org.trueopen.standalone.part.Ports;
import picocli.CommandLine.Option;

/** Options that commands share. */
final class Options {

  @Option(names = "--data", paramLabel = "DIR", defaultValue = "data")
  private Path data = Path.of("data");

  @Option(names = "--port-offset", paramLabel = "N", defaultValue = "0")
  private int portOffset;

  DataFolder data() {
    return new DataFolder(data);
  }

  Ports ports() {
    return new Ports(portOffset);
  }

  /** The checkout, which the shell entry names. */
  static Layout layout() {
    return new Layout(Path.of(System.getProperty("trueopen.home", ".")).toAbsolutePath());
  }
}

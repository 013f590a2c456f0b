package org.trueopen.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The child process that is the embedded engine: a JVM around {@code libchdb.so}, serving
 * ClickHouse's HTTP and TCP protocols until its standard input closes. {@link
 * EmbeddedClickHouse#prepare} builds its command line.
 *
 * <p>Arguments: library, data folder, config.xml, HTTP port, TCP port. A port of 0 takes a free
 * one; the ports taken are written to {@code DATA/ports}, HTTP and TCP separated by a tab.
 */
public final class EmbeddedClickHouseMain {

  private EmbeddedClickHouseMain() {}

  /** Serves until standard input closes; exit status 1 with the engine's message if it failed. */
  public static void main(String[] args) {
    if (args.length != 5) {
      System.err.println(
          "EmbeddedClickHouseMain: expected 5 arguments (libchdb.so, data folder, config.xml, HTTP"
              + " port, TCP port), found "
              + args.length);
      System.exit(2);
    }
    Path data = Path.of(args[1]);
    List<String> arguments = arguments(data, Path.of(args[2]), port(args[3]), port(args[4]));
    String error = ChdbLibrary.open(Path.of(args[0])).runLocal(arguments);
    if (!error.isEmpty()) {
      System.err.println("ClickHouse engine stopped: " + error);
      System.exit(1);
    }
    // The engine reports some failures only on standard error; without ports it never listened.
    // Its worker threads may still be there, so leave explicitly; the data is on disk.
    System.exit(Files.exists(EngineFiles.ports(data)) ? 0 : 1);
  }

  private static List<String> arguments(Path data, Path config, int httpPort, int tcpPort) {
    String ports = EngineFiles.ports(data.toAbsolutePath()).toString();
    if (ports.contains("'") || ports.contains("\\") || !Files.isDirectory(data)) {
      throw new IllegalArgumentException(
          "Data folder "
              + data
              + " must exist and have neither a quote nor a backslash in its path; choose another");
    }
    String queries =
        "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;"
            + " SELECT getServerPort('http_port'), getServerPort('tcp_port')"
            + " INTO OUTFILE '"
            + ports
            + "' TRUNCATE FORMAT TSV;"
            // Blocks until the parent closes our standard input, by choice or by dying. INFILE is
            // read by the client side and needs no grant; file('/dev/stdin') would oblige us to
            // grant FILE, and with it every file of ours, to the passwordless user `default`.
            + " INSERT INTO FUNCTION null('line String') FROM INFILE '/dev/stdin' FORMAT LineAsString;";
    return List.of(
        "clickhouse",
        "--path=" + data.toAbsolutePath(),
        "--config-file=" + config.toAbsolutePath(),
        "--listen_host=127.0.0.1",
        "--http_port=" + httpPort,
        "--tcp_port=" + tcpPort,
        // The engine logs everything until it has read config.xml, unless told here.
        "--log-level=warning",
        "--multiquery",
        "--query=" + queries);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the value found.
    }
    throw new IllegalArgumentException("Port: expected 0..65535, found \"" + text + "\"");
  }
}

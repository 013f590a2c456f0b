package org.trueopen.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out who holds a port. */
public final class PortHolder {

  private PortHolder() {}

  /** Whether a server can listen there. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The process that listens there, as {@code process 123 (nginx: master process)}. */
  public static String describe(int port) {
    return find(port)
        .map(
            process ->
                "process %d (%s)"
                    .formatted(
                        process.pid(),
                        process
                            .info()
                            .commandLine()
                            .or(() -> process.info().command())
                            .map(PortHolder::shortened)
                            .orElse("its command is not visible to this user")))
        .orElse("a process that this user cannot see");
  }

  /** By Linux's tables of sockets; elsewhere nobody is found. */
  private static Optional<ProcessHandle> find(int port) {
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/net", table)).stream())
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 9 && columns[3].equals("0A")) // listening
        .filter(
            columns -> columns[1].endsWith(":" + "%04X".formatted(port).toUpperCase(Locale.ROOT)))
        .map(columns -> "socket:[" + columns[9] + ']')
        .findFirst()
        .flatMap(
            socket -> ProcessHandle.allProcesses().filter(p -> holds(p.pid(), socket)).findFirst());
  }

  private static boolean holds(long pid, String socket) {
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return files.anyMatch(file -> linkTarget(file).equals(socket));
    } catch (IOException | java.io.UncheckedIOException e) {
      return false;
    }
  }

  private static String linkTarget(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static String shortened(String command) {
    return command.length() <= 160 ? command : command.substring(0, 160) + "...";
  }
}

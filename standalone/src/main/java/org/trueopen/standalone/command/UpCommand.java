package org.trueopen.standalone.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.OperatorSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen up}. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {

  private static final int START_SECONDS = 240;

  @Mixin private Options options = new Options();

  @Option(names = "--task-managers", paramLabel = "N", defaultValue = "1")
  private int taskManagers = 1;

  @Option(names = "--detach")
  private boolean detach;

  /**
   * Set for the process that {@code --detach} leaves behind: it must not show secrets in its log.
   */
  @Option(names = "--background", hidden = true)
  private boolean background;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    OperatorSettings operator = OperatorSettings.all(System.getenv());
    if (detach) {
      return startInBackground(operator);
    }
    return new Session(options, operator, false, taskManagers, out)
        .run(
            session -> {
              if (!background) {
                Welcome.print(options, operator, out);
                out.println("Ctrl-C stops it.");
              }
            });
  }

  private int startInBackground(OperatorSettings operator)
      throws IOException, InterruptedException {
    DataFolder data = options.data();
    Path log = Files.createDirectories(data.logs()).resolve("standalone.log");
    Files.deleteIfExists(log);
    Process process =
        new ProcessBuilder(
                List.of(
                    "setsid",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dtrueopen.home=" + System.getProperty("trueopen.home", "."),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StandaloneMain.class.getName(),
                    "up",
                    "--background",
                    "--data",
                    data.root().toString(),
                    "--port-offset",
                    Integer.toString(options.ports().offset()),
                    "--task-managers",
                    Integer.toString(taskManagers)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    StatusFile status = new StatusFile(data.status());
    for (int waited = 0; waited < START_SECONDS * 5 && process.isAlive(); waited++) {
      Optional<StatusFile.Status> found = status.read();
      if (found.isPresent() && found.get().pid() == process.pid() && found.get().ready()) {
        Welcome.print(options, operator, out);
        out.println(
            "It runs in the background; ./trueopen down --data " + data.root() + " stops it.");
        return 0;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    out.print(Files.readString(log));
    if (process.isAlive()) {
      out.println("Not ready after " + START_SECONDS + " s; stopping it again.");
      process.destroy();
      process.waitFor();
    }
    return 1;
  }
}

package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.backup.Backup;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen backup --to DIR}. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--to", paramLabel = "DIR", required = true)
  private Path to = Path.of("");

  @Option(names = "--with-keys")
  private boolean withKeys;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataFolder data = options.data();
    Optional<StatusFile.Status> running =
        new StatusFile(data.status())
            .read()
            .filter(status -> StatusFile.process(status).isPresent());
    if (running.isEmpty()) {
      System.err.println(
          "TrueOpen does not run on " + data.root() + "; start it with ./trueopen up");
      return 1;
    }
    Ports ports = new Ports(running.get().portOffset());
    Backup.Summary summary =
        new Backup(
                data.storeMigrator(ports, System.getenv()),
                new KafkaConfig("127.0.0.1:" + ports.broker()),
                data.backupKeys(),
                InstantSource.system())
            .write(to.toAbsolutePath(), withKeys);
    System.out.printf(
        "Backed up %,d rows and %,d records of topics in %d files, %,d bytes, to %s%n",
        summary.rows(), summary.records(), summary.files(), summary.bytes(), to);
    System.out.println(
        withKeys
            ? "Its keys are in it: whoever has it can sign links in your name."
            : "Keep "
                + data.root().resolve("keys")
                + " and "
                + data.apiKey()
                + " beside it: without them it cannot be restored.");
    return 0;
  }
}

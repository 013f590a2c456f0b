package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.id.KeyedHash;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.importer.BadImportException;
import org.trueopen.standalone.importer.HistoryImport;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./trueopen import FILE.ndjson}. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--account", paramLabel = "NAME", defaultValue = "demo")
  private String account = "demo";

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    DataFolder data = options.data();
    Optional<StatusFile.Status> running =
        new StatusFile(data.status())
            .read()
            .filter(status -> status.ready() && StatusFile.process(status).isPresent());
    if (running.isEmpty()) {
      System.err.println(
          "TrueOpen does not run on "
              + data.root()
              + ", or is not ready; start it with ./trueopen up");
      return 1;
    }
    try {
      HistoryImport.Counts counts = run(data, new Ports(running.get().portOffset()), account, file);
      System.out.println(
          "Imported %d deliveries, %d statuses and %d hits; the job judges them now."
              .formatted(counts.deliveries(), counts.statuses(), counts.hits()));
      return 0;
    } catch (BadImportException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  static HistoryImport.Counts run(DataFolder data, Ports ports, String account, Path file)
      throws IOException, BadImportException {
    KeyedHash hashes = KeyedHash.parse(Files.readString(data.hashKey()));
    return new HistoryImport(new KafkaConfig("127.0.0.1:" + ports.broker()), hashes, account)
        .run(file);
  }
}

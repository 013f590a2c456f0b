package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.standalone.importer.BadImportException;
import org.trueopen.standalone.importer.HistoryImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./trueopen import FILE.ndjson}. */
@Command(name = "import")
final class ImportCommand implements Callable<Integer> {

  @Mixin private Target target = new Target();

  @Option(names = "--account", paramLabel = "NAME", defaultValue = "demo")
  private String account = "demo";

  @Parameters(index = "0", paramLabel = "FILE")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    Optional<Addresses> found = target.ready();
    if (found.isEmpty()) {
      return 1;
    }
    try {
      HistoryImport.Counts counts = run(found.get(), account, file);
      System.out.println(
          "Imported %d deliveries, %d statuses and %d hits; the job judges them now."
              .formatted(counts.deliveries(), counts.statuses(), counts.hits()));
      return 0;
    } catch (BadImportException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  static HistoryImport.Counts run(Addresses product, String account, Path file)
      throws IOException, BadImportException {
    return new HistoryImport(product.kafka(), product.hashes(), account).run(file);
  }
}

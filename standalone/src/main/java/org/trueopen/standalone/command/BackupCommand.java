package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.standalone.backup.Backup;
import org.trueopen.standalone.backup.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen backup --to DIR}. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

  @Mixin private Target target = new Target();

  @Option(names = "--to", paramLabel = "DIR", required = true)
  private Path to = Path.of("");

  @Option(names = "--with-keys")
  private boolean withKeys;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Addresses> found = target.running();
    if (found.isEmpty()) {
      return 1;
    }
    Addresses product = found.get();
    product.hashes(); // or it says which file is missing, before anything is written
    Keys keys = withKeys ? product.allKeys() : product.keys();
    Backup.Summary summary =
        new Backup(product.store(), product.kafka(), keys, InstantSource.system())
            .write(to.toAbsolutePath(), withKeys);
    System.out.printf(
        "Backed up %,d rows and %,d records of topics in %d files, %,d bytes, to %s%n",
        summary.rows(), summary.records(), summary.files(), summary.bytes(), to);
    System.out.println(
        withKeys
            ? "Its keys are in it: whoever has it can sign links in your name."
            : "Keep the signing keys, the hash key and the API key beside it: without them it cannot be"
                + " restored.");
    return 0;
  }
}

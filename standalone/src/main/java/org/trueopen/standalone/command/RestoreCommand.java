package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.backup.Restore;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.OperatorSettings;
import org.trueopen.standalone.part.Standalone;
import org.trueopen.standalone.part.StartException;
import org.trueopen.store.MigrationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./trueopen restore --from DIR}: into a data folder that holds nothing and runs nothing.
 */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--from", paramLabel = "DIR", required = true)
  private Path from = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataFolder data = options.data();
    if (!data.tryLock()) {
      System.err.println(
          "TrueOpen runs on "
              + data.root()
              + "; restore into a new folder with --data DIR, or stop it with ./trueopen down");
      return 1;
    }
    Restore restore = Restore.of(from.toAbsolutePath(), System.out::println);
    restore.keys(data.backupKeys());
    Standalone standalone =
        new Standalone(
            Options.layout(),
            data,
            options.ports(),
            OperatorSettings.few(System.getenv()),
            1,
            false,
            System.out::println);
    standalone.supervisor().stopAtExit();
    try {
      standalone.startStores();
      restore.run(
          data.storeMigrator(options.ports(), System.getenv()),
          new KafkaConfig("127.0.0.1:" + options.ports().broker()));
      data.forgetFirstPassword(); // the users are the backup's
      System.out.println(
          "Restored. Start it with ./trueopen up --data "
              + data.root()
              + ". The job begins with an empty memory: hits on mail sent before the backup are"
              + " stored without mailbox and campaign, and are in no rate.");
      return 0;
    } catch (StartException | EventLogException | MigrationException e) {
      System.err.println(e.getMessage());
      return 1;
    } finally {
      standalone.supervisor().stop();
    }
  }
}

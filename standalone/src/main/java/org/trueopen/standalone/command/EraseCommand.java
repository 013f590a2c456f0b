package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.id.AccountId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.Topics;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.standalone.part.DataFolder;
import org.trueopen.standalone.part.Ports;
import org.trueopen.store.Erasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen erase --recipient ADDRESS}. */
@Command(name = "erase")
final class EraseCommand implements Callable<Integer> {

  @Mixin private Options options = new Options();

  @Option(names = "--account", paramLabel = "NAME", defaultValue = "demo")
  private String account = "demo";

  @Option(names = "--recipient", paramLabel = "ADDRESS", required = true)
  private String recipient = "";

  @Override
  public Integer call() throws IOException {
    DataFolder data = options.data();
    Optional<MailboxAddress> address = MailboxAddress.tryParse(recipient);
    if (address.isEmpty()) {
      System.err.println("--recipient: expected an address as bob@example.net");
      return 2;
    }
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
    Ports ports = new Ports(running.get().portOffset());
    AccountId of = new AccountId(account);
    long key = KeyedHash.parse(Files.readString(data.hashKey())).recipient(of, address.get());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    forgetFromNowOn(ports, of, key, now);
    Erasure.Receipt receipt =
        new Erasure(data.storeMigrator(ports, System.getenv())).erase(account, key);
    print(receipt, key, now);
    return receipt.left() == 0 ? 0 : 1;
  }

  /** First of all, so that nothing comes behind what is erased. Only the keyed hash is kept. */
  private static void forgetFromNowOn(Ports ports, AccountId account, long key, Instant now) {
    try (OptOutLog optOuts =
        OptOutLog.open(new KafkaConfig("127.0.0.1:" + ports.broker()), "erase")) {
      if (optOuts.optOuts().find(key).isEmpty()) {
        optOuts.writeAll(
            List.of(
                new OptOutChange(account, key, true, now, OptOut.Source.ADMIN, "erase command")));
      }
    }
  }

  private void print(Erasure.Receipt receipt, long key, Instant now) {
    System.out.printf(
        "Erased at %s: recipient %016x of account %s (a keyed hash; the address is kept nowhere)%n",
        now, key, account);
    receipt.rows().forEach((table, rows) -> System.out.printf("  %-20s %d rows%n", table, rows));
    System.out.printf(
        "  %-20s %d rows%s%n",
        "left",
        receipt.left(),
        receipt.left() == 0 ? "" : "; they came meanwhile, erase once more");
    System.out.println(Erasure.whatRemains(now.plus(Topics.EVENT_RETENTION)));
  }
}

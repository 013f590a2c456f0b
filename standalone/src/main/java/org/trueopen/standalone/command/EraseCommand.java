package org.trueopen.standalone.command;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.trueopen.id.AccountId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.Topics;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.store.Erasure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./trueopen erase --recipient ADDRESS}. */
@Command(name = "erase")
final class EraseCommand implements Callable<Integer> {

  @Mixin private Target target = new Target();

  @Option(names = "--account", paramLabel = "NAME", defaultValue = "demo")
  private String account = "demo";

  @Option(names = "--recipient", paramLabel = "ADDRESS", required = true)
  private String recipient = "";

  @Override
  public Integer call() throws IOException {
    Optional<MailboxAddress> address = MailboxAddress.tryParse(recipient);
    if (address.isEmpty()) {
      System.err.println("--recipient: expected an address as bob@example.net");
      return 2;
    }
    Optional<Addresses> found = target.ready();
    if (found.isEmpty()) {
      return 1;
    }
    Addresses product = found.get();
    AccountId of = new AccountId(account);
    long key = product.hashes().recipient(of, address.get());
    Erasure erasure = new Erasure(product.store());
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    forgetFromNowOn(product.kafka(), of, key, now);
    Erasure.Receipt receipt = erasure.erase(account, key);
    print(receipt, key, now);
    return receipt.left() == 0 ? 0 : 1;
  }

  /** First of all, so that nothing comes behind what is erased. Only the keyed hash is kept. */
  private static void forgetFromNowOn(KafkaConfig kafka, AccountId account, long key, Instant now) {
    try (OptOutLog optOuts = OptOutLog.open(kafka, "erase")) {
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
    System.out.println(Erasure.whatRemains(now.plus(Topics.EVENTS_GONE)));
  }
}

package org.trueopen.ingest.message;

import java.util.HashMap;
import java.util.Map;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;

/**
 * The ids of a relayed mail: the same when a client delivers the mail once more, be it to those
 * recipients only that failed before.
 */
final class RelayIds implements DeliveryIds {

  private static final String WAY = "smtp";

  private final KeyedHash hashes;
  private final AccountId account;
  private final String envelopeFrom;
  private final String content;
  private final Map<MailboxAddress, Integer> named = new HashMap<>();

  /**
   * @param content the hash of the mail, which holds its Message-ID
   */
  RelayIds(KeyedHash hashes, AccountId account, String envelopeFrom, String content) {
    this.hashes = hashes;
    this.account = account;
    this.envelopeFrom = envelopeFrom;
    this.content = content;
  }

  @Override
  public String message() {
    return hashes.repeatable(account, WAY, envelopeFrom, content).value();
  }

  /** By the recipient, not by the position, which is another one the next time. */
  @Override
  public DeliveryId delivery(MailboxAddress recipient, int position) {
    int times = named.merge(recipient, 1, Integer::sum);
    return hashes.repeatable(
        account, WAY, envelopeFrom, content, recipient.value(), Integer.toString(times));
  }
}

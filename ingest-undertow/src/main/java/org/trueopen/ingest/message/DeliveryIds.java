package org.trueopen.ingest.message;

import com.github.f4b6a3.ulid.UlidCreator;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.KeyedHash;
import org.trueopen.id.MailboxAddress;

/** Names a message and its deliveries. */
interface DeliveryIds {

  String message();

  /**
   * @param position the recipient's, from 0
   */
  DeliveryId delivery(MailboxAddress recipient, int position);

  /** New ones that sort by time. */
  static DeliveryIds fresh() {
    String message = UlidCreator.getMonotonicUlid().toString();
    return new DeliveryIds() {
      @Override
      public String message() {
        return message;
      }

      @Override
      public DeliveryId delivery(MailboxAddress recipient, int position) {
        return DeliveryId.next();
      }
    };
  }

  /**
   * The same whenever the same call is made, in any process that has the same hash key.
   *
   * @param key the caller's, without line breaks
   * @param content the hash of what was sent, as hex
   */
  static DeliveryIds repeatable(KeyedHash hashes, AccountId account, String key, String content) {
    return new DeliveryIds() {
      @Override
      public String message() {
        return hashes.repeatable(account, "http", key, content).value();
      }

      @Override
      public DeliveryId delivery(MailboxAddress recipient, int position) {
        return hashes.repeatable(
            account, "http", key, content, recipient.value(), Integer.toString(position));
      }
    };
  }

  /** An application's own id for the only delivery, in place of ours. */
  static DeliveryIds named(DeliveryIds ids, DeliveryId own) {
    return new DeliveryIds() {
      @Override
      public String message() {
        return ids.message();
      }

      @Override
      public DeliveryId delivery(MailboxAddress recipient, int position) {
        return own;
      }
    };
  }
}

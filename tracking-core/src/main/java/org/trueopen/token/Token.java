package org.trueopen.token;

import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;

/** What a pixel or link URL says, once its signature has been checked. */
public sealed interface Token {

  AccountId account();

  DeliveryId delivery();

  /** The recipient's keyed hash, by which an opt-out finds mail already sent; 0 for none. */
  long recipientKey();

  /** The pixel of a delivery. */
  record Open(AccountId account, DeliveryId delivery, long recipientKey) implements Token {}

  /**
   * A tracked link of a delivery.
   *
   * @param link its number in the message, from 0
   * @param destination the address as the sender wrote it; signed, so following it is safe
   */
  record Click(
      AccountId account, DeliveryId delivery, long recipientKey, int link, String destination)
      implements Token {

    public Click {
      if (link < 0 || link > 0xFFFF) {
        throw new IllegalArgumentException("link number: expected 0..65535, found " + link);
      }
    }
  }
}

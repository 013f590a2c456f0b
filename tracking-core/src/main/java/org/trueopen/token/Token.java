package org.trueopen.token;

import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;

/** What a pixel or link URL says, once its signature has been checked. */
public sealed interface Token {

  AccountId account();

  DeliveryId delivery();

  /** The recipient's keyed hash, by which an opt-out finds mail already sent; 0 for none. */
  long recipientKey();

  /**
   * A pixel of a delivery.
   *
   * @param early the second one, at the mail's beginning
   */
  record Open(AccountId account, DeliveryId delivery, long recipientKey, boolean early)
      implements Token {

    /** The pixel at the mail's end. */
    public Open(AccountId account, DeliveryId delivery, long recipientKey) {
      this(account, delivery, recipientKey, false);
    }
  }

  /**
   * A visible image of the sender's that carries the open.
   *
   * @param destination where the image is; signed, so following it is safe
   */
  record Image(AccountId account, DeliveryId delivery, long recipientKey, String destination)
      implements Token {}

  /** The page where a recipient opts out of being tracked. */
  record OptOut(AccountId account, DeliveryId delivery, long recipientKey) implements Token {}

  /**
   * A tracked link of a delivery.
   *
   * @param link its number in the message, from 0; of a honeypot, of the link it leads to
   * @param destination the address as the sender wrote it; signed, so following it is safe
   * @param honeypot whether it is the link that no reader sees
   */
  record Click(
      AccountId account,
      DeliveryId delivery,
      long recipientKey,
      int link,
      String destination,
      boolean honeypot)
      implements Token {

    /** A link that readers see. */
    public Click(
        AccountId account, DeliveryId delivery, long recipientKey, int link, String destination) {
      this(account, delivery, recipientKey, link, destination, false);
    }

    public Click {
      if (link < 0 || link > 0xFFFF) {
        throw new IllegalArgumentException("link number: expected 0..65535, found " + link);
      }
    }
  }
}

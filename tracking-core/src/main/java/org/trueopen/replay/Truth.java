package org.trueopen.replay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is known of a hit or a delivery by other means than the rules.
 *
 * @param hitId empty if it is about the delivery itself
 * @param label of a hit the name of a verdict class; of a delivery {@link #READ} or {@link #UNREAD}
 */
public record Truth(String account, String deliveryId, String hitId, String label) {

  /** Somebody did look at the mail, whether or not a hit can show it. */
  public static final String READ = "READ";

  public static final String UNREAD = "UNREAD";

  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(account);
      out.writeUTF(deliveryId);
      out.writeUTF(hitId);
      out.writeUTF(label);
    } catch (IOException e) {
      // Memory has no faults; a text of more than 64 kB has no place here.
      throw new IllegalArgumentException("hitId: " + e.getMessage(), e);
    }
    return bytes.toByteArray();
  }

  public static Truth decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return new Truth(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }
}

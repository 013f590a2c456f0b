package org.trueopen.ingest.smtp;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param maxMessageBytes announced with SIZE
 * @param maxBytesInMemory of all mails as they came; what is made of them takes about three times
 *     as much again while a mail is sent on
 * @param idleTimeout RFC 5321 section 4.5.3.2.7 asks for 5 minutes
 * @param loginTimeout in which a connection must have logged in
 * @param dataTimeout in which a mail must have come in, however steadily it drips
 * @param authDelay how long a failed login waits for its answer
 * @param maxAuthFailures of one connection
 * @param maxBadCommands of one connection: such as no server knows or that do nothing
 * @param trackingTimeout after which a mail goes out untracked
 * @param closeTimeout how long a stop waits for mails in flight
 */
public record RelayLimits(
    int maxMessageBytes,
    int maxRecipients,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxBytesInMemory,
    Duration idleTimeout,
    Duration loginTimeout,
    Duration dataTimeout,
    Duration authDelay,
    int maxAuthFailures,
    int maxBadCommands,
    Duration trackingTimeout,
    Duration closeTimeout) {

  private static final int MIB = 1024 * 1024;

  /** 35 MiB holds a mail with 25 MB of attachments, which most mailboxes take at most. */
  static final int MAX_MESSAGE_BYTES = 35 * MIB;

  static final int MAX_RECIPIENTS = 100;
  static final int MAX_CONNECTIONS = 200;

  /** The defaults of what has no setting. */
  static RelayLimits of(
      int messageBytes, int recipients, int connections, int perAddress, int bytesInMemory) {
    return new RelayLimits(
        messageBytes,
        recipients,
        connections,
        perAddress,
        Math.max(bytesInMemory, messageBytes + MIB),
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        Duration.ofMinutes(15),
        Duration.ofSeconds(1),
        3,
        50,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20));
  }
}

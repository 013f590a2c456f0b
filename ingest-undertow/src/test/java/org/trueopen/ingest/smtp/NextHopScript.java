package org.trueopen.ingest.smtp;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How a {@link NextHopServer} behaves; can be changed while it runs. */
final class NextHopScript {

  /** In place of a reply: the connection ends. */
  static final String HANG_UP = "hang up";

  /** In place of a reply: nothing until the other side has gone. */
  static final String SAY_NOTHING = "say nothing";

  volatile String greeting = "220 hop.example ESMTP";
  volatile List<String> extensions = List.of("PIPELINING", "8BITMIME", "SIZE 50000000");
  volatile Function<String, String> mail = argument -> "250 2.1.0 Ok";
  volatile Function<String, String> rcpt = recipient -> "250 2.1.5 Ok";
  volatile Function<String, String> data = recipient -> "354 go ahead";

  /** Whether it goes on reading once it has asked for a mail. */
  volatile boolean readsMail = true;

  /** By the transaction's recipients, joined with commas. */
  volatile Function<String, String> end = recipients -> "250 2.0.0 Ok: queued as Q1";

  volatile @Nullable SSLContext tls;
  volatile boolean implicitTls;

  /** What AUTH PLAIN must bring; null if anybody may send. */
  volatile @Nullable String login;

  /** Recipients that are refused as unknown. */
  final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /** Every command, as it came. */
  final List<String> commands = new CopyOnWriteArrayList<>();

  /** Every mail taken. */
  final List<Taken> taken = new CopyOnWriteArrayList<>();

  /**
   * A mail as it came, dots undone.
   *
   * @param bytes one char for each
   */
  record Taken(String from, String recipients, String bytes) {

    /** Without the first header field, which is the relay's own. */
    String afterTrace() {
      int end = 0;
      do {
        end = bytes.indexOf("\r\n", end) + 2;
      } while (bytes.startsWith("\t", end));
      return bytes.substring(end);
    }
  }
}

package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.trueopen.ingest.web.RareWarning;

/**
 * The next hop as one client's connection sees it: asked at {@code MAIL} and {@code RCPT}, so that
 * the client hears its verdicts while it can still act on them, and given each copy in a
 * transaction of its own. All over one connection, opened when first needed; one that the next hop
 * has closed meanwhile is opened again once.
 *
 * <p>Never throws: what goes wrong is a temporary failure. That includes a connection that breaks
 * between a mail's final dot and the answer. The next hop may have taken the mail then; nobody can
 * tell, and a double is better than a loss.
 */
final class NextHop implements AutoCloseable {

  private static final RareWarning LOG = new RareWarning(LoggerFactory.getLogger(NextHop.class));

  /** What happens over a connection. */
  private interface Exchange {
    Reply with(NextHopClient client) throws IOException;
  }

  /** The sender and what {@code MAIL} said beside it. */
  private record Sender(String address, long size, boolean eightBit) {}

  private final NextHopConfig config;
  private final SSLContext tls;
  private final Watchdog watchdog;
  private final RelayCounters counters;
  private volatile @Nullable NextHopClient client;
  private Sender asked = new Sender("", 0, false);

  /** The transaction the next hop has open. */
  private @Nullable Sender open;

  private final List<String> openRecipients = new ArrayList<>();
  private volatile boolean stopped;

  NextHop(NextHopConfig config, SSLContext tls, Watchdog watchdog, RelayCounters counters) {
    this.config = config;
    this.tls = tls;
    this.watchdog = watchdog;
    this.counters = counters;
  }

  /**
   * @param size as the client declared it; 0 if it did not
   */
  Reply mail(String from, long size, boolean eightBit) {
    asked = new Sender(from, size, eightBit);
    return verdict(talk(connected -> begin(connected, asked)));
  }

  Reply rcpt(String recipient) {
    return verdict(
        talk(
            connected -> {
              if (open == null) {
                Reply begun = begin(connected, asked);
                if (!begun.positive()) {
                  return begun;
                }
              }
              return recipient(connected, recipient);
            }));
  }

  /**
   * Sends one copy.
   *
   * @param trace the header line to put in front
   */
  Reply send(String from, String recipient, byte[] trace, byte[] mail) {
    boolean eightBit = HeaderLines.isEightBit(mail);
    Sender sender = new Sender(from, (long) trace.length + mail.length, eightBit);
    Reply ready = talk(connected -> prepare(connected, sender, recipient));
    NextHopClient connected = client;
    if (ready.code() != 354 || connected == null) {
      return verdict(ready);
    }
    open = null;
    openRecipients.clear();
    try {
      return verdict(connected.mail(trace, mail));
    } catch (IOException e) {
      return failure(e);
    }
  }

  /** Up to the next hop's word that it wants the mail. */
  private Reply prepare(NextHopClient connected, Sender sender, String recipient)
      throws IOException {
    if (sender.eightBit && !connected.offers("8BITMIME")) {
      // RFC 6152 section 3: to be converted or returned, and converting is not ours.
      return Reply.of(554, "5.6.3", "the mail is 8-bit and the next hop does not offer 8BITMIME");
    }
    Sender has = open;
    boolean same =
        has != null
            && has.address.equals(sender.address)
            && (has.eightBit || !sender.eightBit)
            && openRecipients.equals(List.of(recipient));
    if (!same) {
      Reply begun = begin(connected, sender);
      if (!begun.positive()) {
        return begun;
      }
      Reply taken = recipient(connected, recipient);
      if (!taken.positive()) {
        return taken;
      }
    }
    openRecipients.clear();
    return connected.command("DATA");
  }

  private Reply begin(NextHopClient connected, Sender sender) throws IOException {
    if (open != null) {
      connected.command("RSET");
    }
    open = null;
    openRecipients.clear();
    String size = sender.size > 0 && connected.offers("SIZE") ? " SIZE=" + sender.size : "";
    String body = sender.eightBit && connected.offers("8BITMIME") ? " BODY=8BITMIME" : "";
    Reply reply = connected.command("MAIL FROM:<" + sender.address + '>' + size + body);
    if (reply.positive()) {
      open = new Sender(sender.address, sender.size, !body.isEmpty());
    }
    return reply;
  }

  private Reply recipient(NextHopClient connected, String recipient) throws IOException {
    Reply reply = connected.command("RCPT TO:<" + recipient + '>');
    if (reply.positive()) {
      openRecipients.add(recipient);
    }
    return reply;
  }

  private Reply talk(Exchange exchange) {
    boolean used = client != null;
    try {
      return exchange.with(connected());
    } catch (IOException e) {
      Reply failure = failure(e);
      if (!used) {
        return failure;
      }
    }
    // It had been open for a while; next hops close connections on which nothing happens.
    try {
      return exchange.with(connected());
    } catch (IOException e) {
      return failure(e);
    }
  }

  private NextHopClient connected() throws IOException {
    NextHopClient connected = client;
    if (connected == null) {
      if (stopped) {
        throw new IOException("the relay is stopping");
      }
      connected = NextHopClient.open(config, tls, watchdog);
      client = connected;
    }
    return connected;
  }

  private Reply failure(IOException e) {
    boolean connecting = client == null;
    drop();
    counters.nextHopFailures.increment();
    if (e instanceof NextHopClient.UnwillingException unwilling) {
      LOG.say(unwilling.reply().text());
      return unwilling.reply();
    }
    LOG.say(
        (connecting ? "the next hop cannot be reached: " : "the next hop was lost: ")
            + e.getClass().getSimpleName());
    return connecting
        ? Reply.of(451, "4.4.1", "the next hop cannot be reached, try again later")
        : Reply.of(451, "4.4.2", "the connection to the next hop was lost, try again later");
  }

  /** What the client is told of the next hop's answer. */
  private static Reply verdict(Reply reply) {
    return switch (reply.code()) {
      // It wants another login or TLS from us; the client can do nothing about that.
      case 454, 530, 534, 535, 538 ->
          Reply.of(451, "4.3.5", "the next hop refuses us: " + reply.text());
      // Something went wrong between us and it.
      case 503 -> Reply.of(451, "4.3.0", "the next hop lost track: " + reply.text());
      default ->
          reply.positive() || reply.temporary() || reply.permanent()
              ? reply
              : Reply.of(451, "4.3.0", "the next hop's answer makes no sense: " + reply.text());
    };
  }

  private void drop() {
    NextHopClient connected = client;
    if (connected != null) {
      connected.abort();
    }
    client = null;
    open = null;
    openRecipients.clear();
  }

  /** Breaks off whatever is going on; from any thread. */
  void abort() {
    stopped = true;
    NextHopClient connected = client;
    if (connected != null) {
      connected.abort();
    }
  }

  @Override
  public void close() {
    NextHopClient connected = client;
    if (connected != null) {
      connected.leave();
      drop();
    }
  }
}

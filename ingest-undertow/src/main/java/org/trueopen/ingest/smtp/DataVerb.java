package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.Session;
import org.trueopen.ingest.smtp.Connection.Transaction;
import org.trueopen.ingest.smtp.RelayCounters.Limit;
import org.trueopen.settings.SettingsView.Caller;

/** {@code DATA} (RFC 5321 section 4.1.1.4): the mail comes in and is answered for. */
final class DataVerb extends Verb {

  private static final Logger LOG = LoggerFactory.getLogger(DataVerb.class);

  /** A mail that came through so many servers is going in circles (RFC 5321 section 6.3). */
  private static final int MAX_HOPS = 50;

  private final RelayConfig config;
  private final MemoryBudget memory;
  private final Forwarder forwarder;
  private final RelayCounters counters;
  private final Clock clock;
  private final Supplier<String> ids;

  DataVerb(
      RelayConfig config,
      MemoryBudget memory,
      Forwarder forwarder,
      RelayCounters counters,
      Clock clock,
      Supplier<String> ids) {
    super("DATA");
    this.config = config;
    this.memory = memory;
    this.forwarder = forwarder;
    this.counters = counters;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  @Nullable Reply answer(String argument, Session session, Connection connection)
      throws IOException {
    Transaction transaction = connection.transaction();
    Caller caller = connection.caller();
    if (transaction == null || caller == null) {
      return Reply.of(503, "5.5.1", "say MAIL first");
    }
    if (!argument.isEmpty()) {
      return Reply.of(501, "5.5.4", "DATA takes no argument");
    }
    if (transaction.recipients.isEmpty()) {
      return Reply.of(554, "5.5.1", "no valid recipients");
    }
    connection.allow(config.limits().dataTimeout());
    session.sendResponse("354 end the mail with <CR><LF>.<CR><LF>");
    try (MemoryBudget.Share share = memory.open()) {
      MailReader reader =
          new MailReader(session.getRawInput(), config.limits().maxMessageBytes(), share);
      MailReader.End end = reader.read();
      connection.allowAnyTime();
      if (end == MailReader.End.BROKEN_OFF) {
        return null;
      }
      counters.received.increment();
      Reply reply =
          end == MailReader.End.COMPLETE
              ? safely(reader, share, transaction, caller, session, connection)
              : refusal(end);
      counters.count(reply);
      return reply;
    }
  }

  /** The answer is on its way; only now a stop may close the connection. */
  @Override
  void answered(Connection connection) {
    Transaction transaction = connection.transaction();
    if (transaction != null && transaction.recipients.isEmpty()) {
      return;
    }
    connection.endTransaction();
  }

  private Reply refusal(MailReader.End end) {
    return switch (end) {
      case TOO_BIG -> {
        counters.count(Limit.MESSAGE_SIZE);
        yield Reply.of(552, "5.3.4", "the mail is too big");
      }
      case NO_MEMORY -> {
        counters.count(Limit.MEMORY);
        yield Reply.of(452, "4.3.1", "no memory for this mail now, try again later");
      }
      case BAD_LINE_END -> {
        counters.badLineEnds.increment();
        yield Reply.of(
            550, "5.6.11", "a bare CR, or a dot beside a bare LF: lines must end with CR LF");
      }
      case ENDLESS -> {
        counters.count(Limit.MESSAGE_SIZE);
        yield Reply.of(421, "4.3.0", "the mail is far too big and does not end");
      }
      case COMPLETE, BROKEN_OFF -> throw new IllegalStateException("not refused: " + end);
    };
  }

  private Reply safely(
      MailReader reader,
      MemoryBudget.Share share,
      Transaction transaction,
      Caller caller,
      Session session,
      Connection connection) {
    try {
      return forward(reader, share, transaction, caller, session, connection);
    } catch (RuntimeException e) {
      LOG.error("a mail could not be sent on; the client is told to try again", e);
      return Reply.of(451, "4.3.0", "something went wrong here, try again later");
    }
  }

  private Reply forward(
      MailReader reader,
      MemoryBudget.Share share,
      Transaction transaction,
      Caller caller,
      Session session,
      Connection connection) {
    if (reader.normalised()) {
      counters.normalised.increment();
    }
    byte[] bytes = reader.bytes();
    if (HeaderLines.countReceived(bytes) > MAX_HOPS) {
      counters.count(Limit.LOOP);
      return Reply.of(554, "5.4.6", "more than " + MAX_HOPS + " hops: the mail goes in circles");
    }
    String id = ids.get();
    byte[] trace =
        TraceLine.of(
            connection.helo(),
            session.getRemoteAddress().getAddress(),
            config.hostName(),
            TraceLine.protocol(session.isTLSStarted()),
            id,
            clock.instant());
    Reply reply =
        forwarder.forward(
            new Forwarder.Mail(
                id,
                caller.account(),
                transaction.from,
                List.copyOf(transaction.recipients),
                trace,
                bytes,
                share),
            connection.nextHop());
    if (reply.positive()) {
      connection.forgiveBadCommands();
    }
    return reply;
  }
}

package org.trueopen.ingest.smtp;

import org.subethamail.smtp.server.Session;
import org.trueopen.ingest.smtp.Connection.Transaction;
import org.trueopen.ingest.smtp.EnvelopeCommand.BadArgumentException;

/**
 * {@code RCPT} (RFC 5321 section 4.1.1.3): what the next hop says to a recipient is what the client
 * hears.
 */
final class RcptVerb extends Verb {

  private static final Reply TAKEN = Reply.of(250, "2.1.5", "recipient ok");

  private final RelayLimits limits;
  private final RelayCounters counters;

  RcptVerb(RelayLimits limits, RelayCounters counters) {
    super("RCPT");
    this.limits = limits;
    this.counters = counters;
  }

  @Override
  Reply answer(String argument, Session session, Connection connection) {
    Transaction transaction = connection.transaction();
    if (transaction == null) {
      return Reply.of(503, "5.5.1", "say MAIL first");
    }
    try {
      EnvelopeCommand command = EnvelopeCommand.parse(argument, "TO:", "5.1.3");
      for (String name : command.parameters().keySet()) {
        return Reply.of(555, "5.5.4", "the parameter " + name + " is not supported");
      }
      return add(command.address(), transaction, connection);
    } catch (BadArgumentException e) {
      return e.reply();
    }
  }

  private Reply add(String address, Transaction transaction, Connection connection) {
    if (!address.contains("@") && !address.equalsIgnoreCase("postmaster")) {
      return Reply.of(553, "5.1.3", "the recipient's address has no domain");
    }
    if (transaction.recipients.contains(address)) {
      return TAKEN;
    }
    if (transaction.recipients.size() >= limits.maxRecipients()) {
      counters.count(RelayCounters.Limit.RECIPIENTS);
      return Reply.of(
          452, "4.5.3", "no more than " + limits.maxRecipients() + " recipients for one mail");
    }
    Reply said = connection.nextHop().rcpt(address);
    if (said.positive()) {
      transaction.recipients.add(address);
      return TAKEN;
    }
    (said.permanent() ? counters.recipientsRefused : counters.recipientsDeferred).increment();
    return said;
  }
}

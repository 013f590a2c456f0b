package org.trueopen.ingest.smtp;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.Session;
import org.trueopen.ingest.smtp.EnvelopeCommand.BadArgumentException;

/** {@code MAIL} (RFC 5321 section 4.1.1.2): who may send, and what the next hop says to it. */
final class MailVerb extends Verb {

  /** AUTH must be known (RFC 4954 section 5) and is not believed, which the RFC allows. */
  private static final Set<String> KNOWN = Set.of("SIZE", "BODY", "AUTH");

  private static final Reply TOO_BIG = Reply.of(552, "5.3.4", "the mail is too big");

  private final LoginRules rules;
  private final RelayLimits limits;
  private final MemoryBudget memory;
  private final RelayCounters counters;

  MailVerb(LoginRules rules, RelayLimits limits, MemoryBudget memory, RelayCounters counters) {
    super("MAIL");
    this.rules = rules;
    this.limits = limits;
    this.memory = memory;
    this.counters = counters;
  }

  @Override
  Reply answer(String argument, Session session, Connection connection) {
    Optional<Reply> early = refusal(connection);
    if (early.isPresent()) {
      return early.get();
    }
    try {
      EnvelopeCommand command = EnvelopeCommand.parse(argument, "FROM:", "5.1.7");
      if (command.address().equalsIgnoreCase("postmaster")
          || command.address().contains("@")
          || command.address().isEmpty()) {
        return begin(command, connection);
      }
      return Reply.of(553, "5.1.7", "the sender's address has no domain");
    } catch (BadArgumentException e) {
      return e.reply();
    }
  }

  private Optional<Reply> refusal(Connection connection) {
    if (connection.helo().isEmpty()) {
      return Optional.of(Reply.of(503, "5.5.1", "say EHLO first"));
    }
    if (connection.caller() == null) {
      return Optional.of(Reply.of(530, "5.7.0", "authentication required"));
    }
    if (rules.sender(connection.presentedKey()).isEmpty()) {
      return Optional.of(Reply.of(530, "5.7.0", "this API key may not send mail any more"));
    }
    if (connection.transaction() != null) {
      return Optional.of(Reply.of(503, "5.5.1", "one mail at a time: a sender was given already"));
    }
    return Optional.empty();
  }

  private Reply begin(EnvelopeCommand command, Connection connection) {
    Map<String, String> parameters = command.parameters();
    for (String name : parameters.keySet()) {
      if (!KNOWN.contains(name)) {
        return Reply.of(555, "5.5.4", "the parameter " + name + " is not supported");
      }
    }
    String body = parameters.getOrDefault("BODY", "7BIT").toUpperCase(Locale.ROOT);
    if (!body.equals("7BIT") && !body.equals("8BITMIME")) {
      return Reply.of(555, "5.5.4", "expected BODY=7BIT or BODY=8BITMIME");
    }
    String digits = parameters.getOrDefault("SIZE", "0");
    // RFC 1870 section 6.1 allows 20 digits; 18 fit a long and are too much anyway.
    if (!digits.matches("\\d{1,20}")) {
      return Reply.of(501, "5.5.4", "expected SIZE and a number of bytes");
    }
    long size = digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    Reply full = tooMuch(size);
    if (full != null) {
      return full;
    }
    Reply said = connection.nextHop().mail(command.address(), size, body.equals("8BITMIME"));
    if (!said.positive()) {
      return said;
    }
    connection.begin(command.address());
    return Reply.of(250, "2.1.0", "sender ok");
  }

  private @Nullable Reply tooMuch(long size) {
    if (size > limits.maxMessageBytes()) {
      counters.count(RelayCounters.Limit.MESSAGE_SIZE);
      return TOO_BIG;
    }
    if (!memory.hasRoomFor(size)) {
      counters.count(RelayCounters.Limit.MEMORY);
      return Reply.of(452, "4.3.1", "no memory for this mail now, try again later");
    }
    return null;
  }
}

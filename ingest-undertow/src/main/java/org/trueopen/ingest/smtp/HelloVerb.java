package org.trueopen.ingest.smtp;

import java.util.ArrayList;
import java.util.List;
import org.subethamail.smtp.server.Session;

/** {@code EHLO} and {@code HELO} (RFC 5321 section 4.1.1.1). */
final class HelloVerb extends Verb {

  private final boolean extended;
  private final RelayConfig config;
  private final LoginRules rules;

  HelloVerb(String name, RelayConfig config, LoginRules rules) {
    super(name);
    this.extended = name.equals("EHLO");
    this.config = config;
    this.rules = rules;
  }

  @Override
  Reply answer(String argument, Session session, Connection connection) {
    if (argument.isEmpty()) {
      return Reply.of(501, "5.5.4", "expected " + getName() + " and your host's name");
    }
    if (!connection.helo().isEmpty()) {
      connection.countIdleCommand();
    }
    connection.greet(argument.split(" ", 2)[0]);
    List<String> lines = new ArrayList<>();
    lines.add(config.hostName());
    if (extended) {
      lines.add("PIPELINING");
      lines.add("SIZE " + config.limits().maxMessageBytes());
      lines.add("8BITMIME");
      lines.add("ENHANCEDSTATUSCODES");
      if (config.tls().isPresent() && !session.isTLSStarted()) {
        lines.add("STARTTLS");
      }
      if (rules.mayLogIn(session)) {
        lines.add("AUTH PLAIN LOGIN");
      }
    }
    return new Reply(250, "", lines);
  }
}

package org.trueopen.standalone.part;

import java.util.HashMap;
import java.util.Map;

/**
 * How ingest relays mail: over the next hop that the environment names, or in the demo over a
 * mailbox of its own. Otherwise there is no relay.
 */
record Relay(Map<String, String> variables) {

  private static final String PREFIX = "INGEST_SMTP_";
  private static final String NEXT_HOP = PREFIX + "NEXT_HOP";
  private static final String PORT = PREFIX + "PORT";

  Relay {
    variables = Map.copyOf(variables);
  }

  static Relay of(OperatorSettings operator, Ports ports, boolean mailbox) {
    Map<String, String> variables = new HashMap<>(operator.of(PREFIX));
    if (!variables.containsKey(NEXT_HOP)) {
      if (!mailbox) {
        return new Relay(Map.of());
      }
      variables.clear();
      variables.put(NEXT_HOP, "127.0.0.1:" + ports.mailbox());
    }
    variables.putIfAbsent(PORT, Integer.toString(ports.smtp()));
    return new Relay(variables);
  }

  /** Where it listens; 0 for none, or for a number that ingest itself will complain about. */
  int port() {
    String port = variables.getOrDefault(PORT, "0");
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  /** Whether mail goes to the mailbox. */
  boolean usesMailbox(Ports ports) {
    return ("127.0.0.1:" + ports.mailbox()).equals(variables.get(NEXT_HOP));
  }
}

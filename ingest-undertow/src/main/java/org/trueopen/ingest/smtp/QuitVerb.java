package org.trueopen.ingest.smtp;

import org.subethamail.smtp.server.Session;

/** {@code QUIT} (RFC 5321 section 4.1.1.10). */
final class QuitVerb extends Verb {

  QuitVerb() {
    super("QUIT");
  }

  @Override
  Reply answer(String argument, Session session, Connection connection) {
    return Reply.of(221, "2.0.0", "goodbye");
  }

  @Override
  void answered(Connection connection) {
    connection.closeSoon();
  }
}

package org.trueopen.ingest.smtp;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

/**
 * A command of ours in the server library's place. The library's own would not do: they announce
 * what we do not support, know no enhanced codes, keep a transaction open after a refused mail and
 * take the rest of such a mail for commands.
 */
abstract class Verb extends BaseCommand {

  private static final Logger LOG = LoggerFactory.getLogger(Verb.class);
  private static final Reply UNKNOWN = Reply.of(500, "5.5.2", "no such command");

  /** For a command that has sent its answer itself. */
  static final Reply ANSWERED = Reply.of(0, "", "");

  Verb(String name) {
    super(name, "");
  }

  /**
   * @param argument all after the verb, without blanks around it
   * @return null if there is nobody left to answer
   */
  abstract @Nullable Reply answer(String argument, Session session, Connection connection)
      throws IOException;

  /** When the answer is on its way. */
  void answered(Connection connection) {}

  /** The library finds verbs by their first four letters; more of them are another word. */
  private boolean isMeant(String line) {
    int length = getName().length();
    return line.regionMatches(true, 0, getName(), 0, length)
        && (line.length() == length || line.charAt(length) == ' ');
  }

  @Override
  public final void execute(String line, Session session)
      throws IOException, DropConnectionException {
    Connection connection = Connection.of(session);
    if (connection.isClosing()) {
      return;
    }
    Reply reply = isMeant(line) ? safely(line, session, connection) : UNKNOWN;
    if (reply == null) {
      connection.closeSoon();
      return;
    }
    if (reply.equals(ANSWERED)) {
      return;
    }
    if (reply.code() == 421) {
      throw new DropConnectionException(421, reply.enhanced() + ' ' + reply.text());
    }
    session.sendResponse(reply.toString());
    answered(connection);
  }

  private @Nullable Reply safely(String line, Session session, Connection connection)
      throws IOException {
    try {
      return answer(line.substring(getName().length()).strip(), session, connection);
    } catch (RuntimeException e) {
      // Never the line: it may hold a key or an address.
      LOG.error("{} failed; the client is told to try again", getName(), e);
      connection.endTransaction();
      return Reply.of(451, "4.3.0", "something went wrong here, try again later");
    }
  }
}

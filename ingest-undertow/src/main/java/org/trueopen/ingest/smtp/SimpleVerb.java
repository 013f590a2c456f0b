package org.trueopen.ingest.smtp;

import java.util.function.Consumer;
import org.subethamail.smtp.server.Session;

/** A command that is always answered alike. */
final class SimpleVerb extends Verb {

  private final Reply reply;
  private final Consumer<Connection> effect;

  SimpleVerb(String name, Reply reply, Consumer<Connection> effect) {
    super(name);
    this.reply = reply;
    this.effect = effect;
  }

  SimpleVerb(String name, Reply reply) {
    this(name, reply, connection -> {});
  }

  @Override
  Reply answer(String argument, Session session, Connection connection) {
    effect.accept(connection);
    return reply;
  }
}

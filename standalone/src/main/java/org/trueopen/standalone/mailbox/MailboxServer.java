package org.trueopen.standalone.mailbox;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** Takes all mail on a port of this machine and keeps the latest as files. */
public final class MailboxServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MailboxServer.class);

  /** Enough to look at; a demo that runs for days must not fill the disk. */
  private static final int MAX_MAILS = 1000;

  private static final int MAX_MAIL_BYTES = 64 * 1024 * 1024;

  private final Mailbox mailbox;
  private final SMTPServer server;

  private MailboxServer(int port, Path folder) {
    this.mailbox = new Mailbox(folder, MAX_MAILS);
    this.server =
        SMTPServer.port(port)
            .bindAddress(InetAddress.getLoopbackAddress())
            .softwareName("TrueOpen demo mailbox")
            .maxMessageSize(MAX_MAIL_BYTES)
            .messageHandler((context, from, to, mail) -> keep(to, mail))
            .build();
  }

  /** Returns when mail is taken. */
  public static MailboxServer start(int port, Path folder) {
    MailboxServer result = new MailboxServer(port, folder);
    result.server.start();
    return result;
  }

  private void keep(String to, byte[] mail) throws RejectException {
    try {
      mailbox.keep(to, mail);
    } catch (IOException e) {
      LOG.warn("A mail was not kept", e);
      throw new RejectException(452, "4.3.1 the mailbox cannot write to its disk");
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}

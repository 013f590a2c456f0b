package org.trueopen.ingest.smtp;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.server.Session;

/** {@code STARTTLS} (RFC 3207). */
final class StartTlsVerb extends Verb {

  private final @Nullable TlsIdentity identity;

  /**
   * @param identity null if TLS is not offered
   */
  StartTlsVerb(@Nullable TlsIdentity identity) {
    super("STARTTLS");
    this.identity = identity;
  }

  @Override
  @Nullable Reply answer(String argument, Session session, Connection connection)
      throws IOException {
    if (identity == null) {
      return Reply.of(502, "5.5.1", "TLS is not offered here");
    }
    if (!argument.isEmpty()) {
      return Reply.of(501, "5.5.4", "STARTTLS takes no argument");
    }
    if (session.isTLSStarted()) {
      return Reply.of(503, "5.5.1", "TLS has started already");
    }
    if (session.getRawInput().available() > 0) {
      // It would be taken for something said under TLS (CVE-2011-0411).
      return Reply.of(421, "4.7.0", "nothing may follow STARTTLS before TLS has started");
    }
    session.sendResponse("220 2.0.0 go ahead");
    return shakeHands(identity, session, connection) ? ANSWERED : null;
  }

  private static boolean shakeHands(TlsIdentity identity, Session session, Connection connection) {
    Socket plain = connection.plain();
    try {
      plain.setSoTimeout(connection.patience());
      SSLSocket tls =
          (SSLSocket)
              identity
                  .context()
                  .getSocketFactory()
                  .createSocket(
                      plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
      tls.setUseClientMode(false);
      tls.startHandshake();
      session.setSocket(new GuardedSocket(tls, connection));
      session.setTlsStarted(true);
      connection.startOver();
      return true;
    } catch (IOException e) {
      // The client does not like our certificate, or does not speak TLS: its business.
      return false;
    }
  }
}

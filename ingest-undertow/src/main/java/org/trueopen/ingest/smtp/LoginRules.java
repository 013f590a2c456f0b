package org.trueopen.ingest.smtp;

import java.net.InetAddress;
import java.util.Optional;
import org.subethamail.smtp.server.Session;
import org.trueopen.settings.ApiKey.Scope;
import org.trueopen.settings.SettingsView;
import org.trueopen.settings.SettingsView.Caller;

/** Who may send mail, and who may say so in the clear. */
final class LoginRules {

  private final SettingsView settings;
  private final boolean withoutTls;

  /**
   * @param withoutTls whether keys may come over a network in the clear
   */
  LoginRules(SettingsView settings, boolean withoutTls) {
    this.settings = settings;
    this.withoutTls = withoutTls;
  }

  /** Keys are taken over TLS or from this machine, where nobody listens in between. */
  boolean mayLogIn(Session session) {
    return mayLogIn(session.getRemoteAddress().getAddress(), session.isTLSStarted());
  }

  boolean mayLogIn(InetAddress client, boolean tls) {
    return withoutTls || tls || client.isLoopbackAddress();
  }

  /** Whose key it is, if it may send. */
  Optional<Caller> sender(String key) {
    return settings.caller(key).filter(caller -> caller.may(Scope.SEND));
  }
}

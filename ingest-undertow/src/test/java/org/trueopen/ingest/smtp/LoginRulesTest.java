package org.trueopen.ingest.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.settings.SettingsView;

class LoginRulesTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, false, false, true",
    "127.8.0.1, false, false, true",
    "::1, false, false, true",
    "192.0.2.1, false, false, false",
    "10.0.0.1, false, false, false",
    "2001:db8::1, false, false, false",
    "192.0.2.1, true, false, true",
    "192.0.2.1, false, true, true"
  })
  void keysComeOverTlsOrFromThisMachineUnlessAllowed(
      String client, boolean tls, boolean withoutTls, boolean allowed) throws UnknownHostException {
    LoginRules rules = new LoginRules(new SettingsView(), withoutTls);
    assertThat(rules.mayLogIn(InetAddress.getByName(client), tls)).isEqualTo(allowed);
  }
}

package org.trueopen.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RelayTest {

  private static final Ports PORTS = new Ports(100);

  @Test
  void withoutANextHopThereIsNoRelaySoThatNoMailDisappears() {
    Relay relay =
        Relay.of(
            OperatorSettings.all(Map.of("INGEST_SMTP_PORT", "25", "HOME", "/root")), PORTS, false);

    assertThat(relay.variables()).isEmpty();
    assertThat(PORTS.all(false, relay)).doesNotContainKeys(PORTS.smtp(), PORTS.mailbox());
  }

  @Test
  void theDemoRelaysToAMailboxOfItsOwn() {
    Relay relay = Relay.of(OperatorSettings.few(Map.of()), PORTS, true);

    assertThat(relay.variables())
        .containsEntry("INGEST_SMTP_NEXT_HOP", "127.0.0.1:2626")
        .containsEntry("INGEST_SMTP_PORT", "2625");
    assertThat(relay.usesMailbox(PORTS)).isTrue();
    assertThat(PORTS.all(false, relay)).containsKeys(2625, 2626);
  }

  @Test
  void whoeverNamesANextHopGetsThatOneInTheDemoToo() {
    Relay relay =
        Relay.of(
            OperatorSettings.few(
                Map.of(
                    "INGEST_SMTP_NEXT_HOP", "mail.example:25",
                    "INGEST_SMTP_PORT", "587",
                    "INGEST_PORT", "1")),
            PORTS,
            true);

    assertThat(relay.variables())
        .containsEntry("INGEST_SMTP_NEXT_HOP", "mail.example:25")
        .doesNotContainKey("INGEST_PORT");
    assertThat(relay.usesMailbox(PORTS)).isFalse();
    assertThat(PORTS.all(false, relay)).containsKey(587).doesNotContainKeys(2625, 2626);
  }
}

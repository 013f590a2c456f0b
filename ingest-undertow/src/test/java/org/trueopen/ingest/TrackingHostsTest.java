package org.trueopen.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;
import org.trueopen.ingest.IngestClient.Counters;
import org.trueopen.settings.DomainPolicy;
import org.trueopen.settings.SettingKey;

class TrackingHostsTest {

  private static final IngestFixture INGEST = IngestFixture.shared();

  private final DeliveryId delivery = DeliveryId.next();
  private final String pixel = IngestFixture.openPath(IngestFixture.ACME, delivery);

  @ParameterizedTest
  @CsvSource({
    "shared.example, 200",
    "SHARED.Example, 200",
    "shared.example:443, 200",
    "shared.example:80, 200",
    "shared.example:8080, 404",
    "links.acme.example:8443, 200",
    "Links.ACME.example:8443, 200",
    "links.acme.example, 404",
    "links.acme.example:443, 404",
    "t.strict.example, 200",
    "t.strict.example:443, 200",
    "acme.example, 404",
    "evil.example, 404",
    "127.0.0.1, 404",
    "localhost, 404"
  })
  void linksAreAnsweredOnHostsThatAreOursOnly(String host, int status) {
    Counters before = INGEST.client.counters();

    assertThat(INGEST.client.get(pixel, "Host", host).statusCode()).isEqualTo(status);

    Counters after = INGEST.client.counters();
    assertThat(after.rejectedFor("unknown-host") - before.rejectedFor("unknown-host"))
        .isEqualTo(status == 404 ? 1 : 0);
    assertThat(Recorded.hitsOf(delivery)).hasSize(status == 200 ? 1 : 0);
    assertThat(after.addUp()).isTrue();
  }

  @Test
  void whatIsForApplicationsAndMonitorsIsAnsweredOnAnyHost() {
    assertThat(INGEST.client.get("/health/live", "Host", "10.0.0.7:8080").statusCode())
        .isEqualTo(200);
    assertThat(INGEST.client.call("/v1/statuses", "{}", "Host", "ingest:8080").statusCode())
        .isNotEqualTo(404);
  }

  @Test
  void aHostThatWasReplacedOrLostItsCheckKeepsItsLinksWorking() {
    SettingKey domain = SettingKey.domain(new AccountId("hosts"), "hosts.example");
    assertThat(status("one.hosts.example")).isEqualTo(404);

    IngestFixture.set(domain, new DomainPolicy(true, "one.hosts.example", true));
    await().until(() -> status("one.hosts.example") == 200);
    IngestFixture.set(domain, new DomainPolicy(true, "two.hosts.example", true));
    await().until(() -> status("two.hosts.example") == 200);
    assertThat(status("one.hosts.example")).isEqualTo(200);

    IngestFixture.set(
        domain, new DomainPolicy(true, "two.hosts.example", false, Set.of("one.hosts.example")));
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertThat(status("two.hosts.example")).isEqualTo(200);
    assertThat(status("one.hosts.example")).isEqualTo(200);

    IngestFixture.set(domain, new DomainPolicy(true, "", false));
    await().until(() -> status("one.hosts.example") == 404);
  }

  private int status(String host) {
    return INGEST.client.get(pixel, "Host", host).statusCode();
  }
}

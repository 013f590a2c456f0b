package org.trueopen.standalone.part;

import java.io.IOException;
import java.util.Map;
import org.trueopen.standalone.process.Part;

/** What posts engagement events to webhooks. */
final class WebhooksPart implements Part {

  private static final String ALLOWED = "WEBHOOKS_ALLOWED_NETWORKS";

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final String allowedNetworks;
  private final HttpProbe probe = new HttpProbe();

  /**
   * @param environment where {@code WEBHOOKS_ALLOWED_NETWORKS} may name networks of the inside
   */
  WebhooksPart(Layout layout, DataFolder data, Ports ports, Map<String, String> environment) {
    this.layout = layout;
    this.data = data;
    this.ports = ports;
    this.allowedNetworks = environment.getOrDefault(ALLOWED, "");
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    return new JavaProcess("128m")
        .environment(
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:" + ports.broker(),
                "WEBHOOKS_PORT",
                Integer.toString(ports.webhooks()),
                "WEBHOOKS_HASH_KEY_FILE",
                data.hashKey().toString(),
                ALLOWED,
                allowedNetworks))
        .main(layout.webhooks(), "org.trueopen.webhooks.WebhooksMain");
  }

  @Override
  public boolean isReady() {
    return probe.get("http://127.0.0.1:" + ports.webhooks() + "/health/ready").isPresent();
  }
}

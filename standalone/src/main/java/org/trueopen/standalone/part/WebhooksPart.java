package org.trueopen.standalone.part;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.trueopen.standalone.process.Part;

/** What posts engagement events to webhooks. */
final class WebhooksPart implements Part {

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final OperatorSettings operator;
  private final HttpProbe probe = new HttpProbe();

  WebhooksPart(Layout layout, DataFolder data, Ports ports, OperatorSettings operator) {
    this.layout = layout;
    this.data = data;
    this.ports = ports;
    this.operator = operator;
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Map<String, String> environment = new HashMap<>(operator.of("WEBHOOKS_"));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
    environment.put("WEBHOOKS_PORT", Integer.toString(ports.webhooks()));
    environment.put("WEBHOOKS_HASH_KEY_FILE", data.hashKey().toString());
    return new JavaProcess("128m")
        .environment(environment)
        .main(layout.webhooks(), "org.trueopen.webhooks.WebhooksMain");
  }

  @Override
  public boolean isReady() {
    return probe
        .get(operator.urlHere("WEBHOOKS_BIND", ports.webhooks()) + "/health/ready")
        .isPresent();
  }
}

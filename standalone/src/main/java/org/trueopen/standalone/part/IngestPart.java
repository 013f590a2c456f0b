package org.trueopen.standalone.part;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.trueopen.standalone.process.Part;

/** The ingest tier. */
final class IngestPart implements Part {

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final OperatorSettings operator;
  private final Relay relay;
  private final Map<String, String> more;
  private final HttpProbe probe = new HttpProbe();

  /**
   * @param more variables beside its own, read at every start
   */
  IngestPart(
      Layout layout,
      DataFolder data,
      Ports ports,
      OperatorSettings operator,
      Relay relay,
      Map<String, String> more) {
    this.operator = operator;
    this.more = more;
    this.relay = relay;
    this.layout = layout;
    this.data = data;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Map<String, String> environment = new HashMap<>();
    // A front on this machine may say who asks.
    environment.put("INGEST_TRUSTED_PROXIES", "127.0.0.0/8,::1");
    environment.putAll(operator.of("INGEST_"));
    // Without a next hop there is no relay, whatever else is said of it.
    environment.keySet().removeIf(name -> name.startsWith("INGEST_SMTP_"));
    environment.putAll(relay.variables());
    environment.put("INGEST_PUBLIC_SCHEME", operator.publicScheme());
    environment.put("INGEST_SHARED_HOST", operator.sharedHost(ports));
    environment.put("INGEST_INTERNAL_PORT", Integer.toString(ports.ingestInternal()));
    environment.put("INGEST_JOURNAL_DIR", data.ingestJournal().toString());
    environment.put("INGEST_STOP_DELAY_MS", "0"); // there is no load balancer to wait for
    environment.putAll(
        Map.of(
            "INGEST_PORT",
            Integer.toString(ports.ingest()),
            "INGEST_SIGNING_KEYS_FILE",
            data.signingKeys().toString(),
            "INGEST_HASH_KEY_FILE",
            data.hashKey().toString(),
            "KAFKA_BOOTSTRAP_SERVERS",
            "127.0.0.1:" + ports.broker()));
    environment.putAll(more);
    return new JavaProcess("512m")
        .with("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .environment(environment)
        .main(layout.ingest(), "org.trueopen.ingest.IngestMain");
  }

  @Override
  public boolean isReady() {
    String inside = operator.urlHere("INGEST_INTERNAL_BIND", ports.ingestInternal());
    return probe.get(inside + "/health/ready").isPresent()
        && probe.get(inside + "/health/mail").isPresent();
  }
}

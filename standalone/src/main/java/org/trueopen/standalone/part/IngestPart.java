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
  private final Relay relay;
  private final Map<String, String> more;
  private final HttpProbe probe = new HttpProbe();

  /**
   * @param more variables beside its own, read at every start
   */
  IngestPart(Layout layout, DataFolder data, Ports ports, Relay relay, Map<String, String> more) {
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
    Map<String, String> environment = new HashMap<>(relay.variables());
    environment.put("INGEST_INTERNAL_PORT", Integer.toString(ports.ingestInternal()));
    environment.put("INGEST_JOURNAL_DIR", data.ingestJournal().toString());
    environment.put("INGEST_STOP_DELAY_MS", "0"); // there is no load balancer to wait for
    environment.putAll(
        Map.of(
            "INGEST_PORT",
            Integer.toString(ports.ingest()),
            "INGEST_PUBLIC_SCHEME",
            "http",
            "INGEST_SHARED_HOST",
            "localhost:" + ports.ingest(),
            "INGEST_TRUSTED_PROXIES",
            "127.0.0.0/8,::1",
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
    String inside = "http://127.0.0.1:" + ports.ingestInternal();
    return probe.get(inside + "/health/ready").isPresent()
        && probe.get(inside + "/health/mail").isPresent();
  }
}

package org.trueopen.standalone.part;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.standalone.process.Part;
import org.trueopen.store.StoreConfig;

/** The admin. */
final class AdminPart implements Part {

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final StoreConfig store;
  private final @Nullable StoreConfig eraser;
  private final OperatorSettings operator;
  private final HttpProbe probe = new HttpProbe();

  /**
   * @param eraser null where the operator names whom, by {@code ADMIN_ERASE_USER}
   */
  AdminPart(
      Layout layout,
      DataFolder data,
      Ports ports,
      StoreConfig store,
      @Nullable StoreConfig eraser,
      OperatorSettings operator) {
    this.layout = layout;
    this.data = data;
    this.ports = ports;
    this.store = store;
    this.eraser = eraser;
    this.operator = operator;
  }

  @Override
  public String name() {
    return "admin";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ADMIN_FIRST_TRACKING_HOST", operator.sharedHost(ports));
    if (operator.hasSharedHost()) {
      environment.put("ADMIN_SHARED_HOST", operator.sharedHost(ports));
    }
    environment.put("ADMIN_PUBLIC_SCHEME", operator.publicScheme());
    environment.put("ADMIN_FLINK_UI_URL", "http://localhost:" + ports.flinkUi());
    environment.putAll(operator.of("ADMIN_"));
    environment.put("ADMIN_PORT", Integer.toString(ports.admin()));
    environment.put("ADMIN_INTERNAL_PORT", Integer.toString(ports.adminInternal()));
    environment.put("ADMIN_HASH_KEY_FILE", data.hashKey().toString());
    environment.put("ADMIN_FIRST_API_KEY_FILE", data.apiKey().toString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
    environment.put("CLICKHOUSE_URL", store.url());
    environment.put("CLICKHOUSE_USER", store.user());
    environment.put("CLICKHOUSE_PASSWORD", store.password());
    environment.put(
        "ADMIN_INGEST_URLS", operator.urlHere("INGEST_INTERNAL_BIND", ports.ingestInternal()));
    environment.put("ADMIN_FLINK_URL", "http://127.0.0.1:" + ports.flinkUi());
    if (eraser != null) {
      environment.put("ADMIN_ERASE_USER", eraser.user());
      environment.put("ADMIN_ERASE_PASSWORD", eraser.password());
    }
    data.firstPassword().ifPresent(first -> environment.put("ADMIN_FIRST_PASSWORD", first));
    return new JavaProcess("512m")
        .with("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .environment(environment)
        .jar(layout.admin());
  }

  @Override
  public boolean isReady() {
    return probe.get(operator.urlHere("ADMIN_BIND", ports.admin()) + "/health/ready").isPresent();
  }
}

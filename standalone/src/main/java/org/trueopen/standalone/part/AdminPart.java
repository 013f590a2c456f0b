package org.trueopen.standalone.part;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
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
  private final Map<String, String> operator;
  private final HttpProbe probe = new HttpProbe();

  /** What an operator may set of the admin here; the rest is set by us. */
  private static final List<String> OPERATORS =
      List.of("ADMIN_OIDC_", "ADMIN_DNS_SERVERS", "ADMIN_SHARED_HOST", "ADMIN_ERASE_");

  /**
   * @param eraser null where the operator names whom, by {@code ADMIN_ERASE_USER}
   * @param operator the environment standalone was started in
   */
  AdminPart(
      Layout layout,
      DataFolder data,
      Ports ports,
      StoreConfig store,
      @Nullable StoreConfig eraser,
      Map<String, String> operator) {
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
    operator.forEach(
        (name, value) -> {
          if (OPERATORS.stream().anyMatch(name::startsWith)) {
            environment.put(name, value);
          }
        });
    environment.put("ADMIN_PORT", Integer.toString(ports.admin()));
    environment.put("ADMIN_FIRST_TRACKING_HOST", "localhost:" + ports.ingest());
    environment.put("ADMIN_HASH_KEY_FILE", data.hashKey().toString());
    environment.put("ADMIN_FIRST_API_KEY_FILE", data.apiKey().toString());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.broker());
    environment.put("CLICKHOUSE_URL", store.url());
    environment.put("CLICKHOUSE_USER", store.user());
    environment.put("CLICKHOUSE_PASSWORD", store.password());
    environment.put("ADMIN_INGEST_URLS", "http://127.0.0.1:" + ports.ingestInternal());
    environment.put("ADMIN_FLINK_URL", "http://127.0.0.1:" + ports.flinkUi());
    environment.put("ADMIN_FLINK_UI_URL", "http://localhost:" + ports.flinkUi());
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
    return probe.get("http://127.0.0.1:" + ports.admin() + "/health/ready").isPresent();
  }
}

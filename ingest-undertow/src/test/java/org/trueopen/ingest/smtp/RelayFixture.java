package org.trueopen.ingest.smtp;

import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.trueopen.id.AccountId;
import org.trueopen.settings.ApiKey;
import org.trueopen.settings.ApiKey.Scope;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.SettingsView;

/** A real relay between a scripted next hop and whoever connects. */
final class RelayFixture implements AutoCloseable {

  static final String KEY = "a-key-that-may-send";
  static final String REVOKED = "a-key-that-was-revoked";
  static final String REPORTING = "a-key-that-may-read-reports";
  static final AccountId ACME = new AccountId("acme");
  static final Instant NOW = Instant.parse("2026-11-22T00:30:00Z");

  final NextHopServer hop = NextHopServer.start();
  final FakeTracking tracking = new FakeTracking();
  final SettingsView settings = new SettingsView();
  final SmtpRelay relay;

  private RelayFixture(UnaryOperator<RelayConfig> change) {
    key("k1", KEY, false, Scope.SEND);
    key("k2", REVOKED, true, Scope.SEND);
    key("k3", REPORTING, false, Scope.REPORT, Scope.SETTINGS);
    relay =
        SmtpRelay.start(
            change.apply(config(hop.port())), settings, tracking, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static RelayFixture start() {
    return new RelayFixture(UnaryOperator.identity());
  }

  static RelayFixture start(UnaryOperator<RelayConfig> change) {
    return new RelayFixture(change);
  }

  void key(String id, String key, boolean revoked, Scope... scopes) {
    SettingKey setting = SettingKey.apiKey(ACME, id);
    settings.apply(
        new Setting(
            setting,
            new ApiKey(ApiKey.hash(key), id, revoked, Set.of(scopes)),
            settings.version(setting) + 1,
            NOW,
            "alice"));
  }

  static RelayConfig config(int hopPort) {
    return new RelayConfig(
        "127.0.0.1",
        0,
        "relay.example",
        Optional.empty(),
        false,
        limits(),
        new NextHopConfig(
            "localhost",
            hopPort,
            NextHopConfig.Tls.NONE,
            "",
            "",
            "relay.example",
            Optional.empty(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1)));
  }

  static RelayLimits limits() {
    return new RelayLimits(
        256 * 1024,
        5,
        20,
        20,
        1024 * 1024,
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ofSeconds(20),
        Duration.ZERO,
        3,
        10,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5));
  }

  static UnaryOperator<RelayConfig> limit(String name, Object value) {
    return config -> with(config, "limits", with(config.limits(), name, value));
  }

  static UnaryOperator<RelayConfig> hop(String name, Object value) {
    return config -> with(config, "nextHop", with(config.nextHop(), name, value));
  }

  /** The record with another value of one component. */
  static <R extends Record> R with(R record, String name, Object value) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        boolean chosen = components[i].getName().equals(name);
        values[i] = chosen ? value : components[i].getAccessor().invoke(record);
      }
      @SuppressWarnings("unchecked")
      R changed = (R) record.getClass().getDeclaredConstructor(types).newInstance(values);
      return changed;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  SmtpTestClient connect() {
    return new SmtpTestClient(relay.port());
  }

  SmtpTestClient logIn() {
    return SmtpTestClient.loggedIn(relay.port());
  }

  long counter(String name) {
    return ((Number) snapshot().getOrDefault(name, -1)).longValue();
  }

  long counter(String group, String name) {
    return snapshot().get(group) instanceof Map<?, ?> counts
            && counts.get(name) instanceof Long count
        ? count
        : -1;
  }

  private Map<String, Object> snapshot() {
    return relay.counters().snapshot();
  }

  @Override
  public void close() {
    relay.close();
    hop.close();
  }
}

package org.trueopen.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What is counted. At any quiet moment with nothing pending: {@code taken in = delivered +
 * dead-lettered + withdrawn}. Alert on dead letters rising, and on a lag that does not fall.
 */
final class WebhookMetrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicLong lag = new AtomicLong();
  final Counter takenIn = posts("taken_in");
  final Counter delivered = posts("delivered");
  final Counter deadLettered = posts("dead_lettered");

  /** Their endpoint was removed meanwhile. */
  final Counter withdrawn = posts("withdrawn");

  /** Records that are no CloudEvent. */
  final Counter malformed = Counter.builder("trueopen.webhooks.malformed").register(registry);

  final Counter retried = Counter.builder("trueopen.webhooks.retried").register(registry);
  private final Timer succeeded = attempts("taken");
  private final Timer failed = attempts("failed");

  WebhookMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    Gauge.builder("trueopen.webhooks.lag.records", lag, AtomicLong::get).register(registry);
  }

  private Counter posts(String outcome) {
    return Counter.builder("trueopen.webhooks.posts").tag("outcome", outcome).register(registry);
  }

  private Timer attempts(String result) {
    return Timer.builder("trueopen.webhooks.attempts").tag("result", result).register(registry);
  }

  void attempted(boolean taken, Duration took) {
    (taken ? succeeded : failed).record(took);
  }

  void gauge(String name, Supplier<Number> value) {
    Gauge.builder("trueopen.webhooks." + name, value).register(registry);
  }

  /** Records of the topic that have not been read yet. */
  void lag(long records) {
    lag.set(records);
  }

  /** The Prometheus text format. */
  String scrape() {
    return registry.scrape();
  }
}

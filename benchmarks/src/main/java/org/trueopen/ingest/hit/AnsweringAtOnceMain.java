package org.trueopen.ingest.hit;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Handlers;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.trueopen.ingest.IngestConfig;
import org.trueopen.ingest.host.TrackingHosts;
import org.trueopen.ingest.limit.DeliveryLimits;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.listen.PublicListener;
import org.trueopen.ingest.web.BodyIgnored;
import org.trueopen.ingest.web.ClientAddresses;
import org.trueopen.ingest.web.TrustedNetworks;
import org.trueopen.instrument.TrackingUrls;
import org.trueopen.settings.OptOuts;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.KeyRing;
import org.trueopen.token.TokenCodec;

/** The ingest tier's way of a pixel, but for recording it: what Kafka costs is the difference. */
final class AnsweringAtOnceMain {

  private static final int MAX_HEADER_BYTES = 24 * 1024;

  private AnsweringAtOnceMain() {}

  public static void main(String[] args) throws IOException {
    IngestConfig config = IngestConfig.parse(System.getenv());
    HitCounters counters = new HitCounters();
    HitMetrics metrics =
        new HitMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), counters);
    Completions completions = new Completions(metrics);
    SettingsView settings = new SettingsView();
    Withdrawals withdrawals = new Withdrawals(settings, OptOuts.NONE);
    TrustedNetworks proxies = new TrustedNetworks(config.trustedProxies());
    ClientAddresses addresses = new ClientAddresses(proxies, config.forwardedHeader());
    KeyRing ring =
        KeyRing.parse(Files.readAllLines(Path.of(System.getenv("INGEST_SIGNING_KEYS_FILE"))));
    TokenCodec tokens = new TokenCodec(ring);
    HitIntake intake =
        new HitIntake(
            () -> withdrawals,
            new DeliveryLimits(config.limits(), System::nanoTime),
            counters,
            Clock.systemUTC());
    Recorder recorder =
        hit -> {
          counters.end(hit.kind, Outcome.RECORDED_KAFKA);
          completions.answer(hit);
        };
    TrackingHosts hosts = new TrackingHosts(config.sharedHost(), () -> settings);
    InvalidRequests invalid = new InvalidRequests(config.limits(), addresses, System::nanoTime);
    HitHandler hits = new HitHandler(tokens, intake, recorder, counters, addresses, hosts, invalid);
    PublicListener listener =
        PublicListener.start(
            config.listen(),
            proxies,
            new PublicListener.Service(
                new InetSocketAddress(config.bind(), config.port()),
                new GracefulShutdownHandler(
                    Handlers.path()
                        .addPrefixPath(TrackingUrls.OPEN_PREFIX, new BodyIgnored(hits::open))),
                new PixelShortcut(hits, addresses, () -> true),
                config.workers(),
                MAX_HEADER_BYTES,
                config.maxMailBytes(),
                config.stall()));
    Runtime.getRuntime().addShutdownHook(new Thread(listener::close, "shutdown"));
  }
}

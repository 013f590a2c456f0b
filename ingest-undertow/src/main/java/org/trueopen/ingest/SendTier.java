package org.trueopen.ingest;

import io.undertow.server.HttpHandler;
import java.time.Clock;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.trueopen.ingest.hit.Withdrawals;
import org.trueopen.ingest.limit.InvalidRequests;
import org.trueopen.ingest.message.DeliveryPublisher;
import org.trueopen.ingest.message.LatePublisher;
import org.trueopen.ingest.message.MessageInstrumenter;
import org.trueopen.ingest.message.MessagesHandler;
import org.trueopen.ingest.message.MimeTracking;
import org.trueopen.ingest.message.StatusHandler;
import org.trueopen.ingest.optout.OptOutHandler;
import org.trueopen.ingest.smtp.MailTracking;
import org.trueopen.ingest.smtp.SmtpRelay;
import org.trueopen.ingest.web.ApiHandler;
import org.trueopen.ingest.web.BodyMemory;
import org.trueopen.ingest.web.BodyReader;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.OptOutLog;
import org.trueopen.log.SettingsLog;
import org.trueopen.log.Topics;
import org.trueopen.settings.PolicyResolver;
import org.trueopen.settings.SettingsView;
import org.trueopen.token.TokenCodec;

/**
 * What can be done only once Kafka has told the settings: instrumenting mail by HTTP and SMTP,
 * statuses, opt-outs. Hits do not wait for it.
 */
final class SendTier implements AutoCloseable {

  private final SettingsLog settings;
  private final OptOutLog optOuts;
  private final DeliveryPublisher deliveries;
  private final DeliveryPublisher relayDeliveries;
  private final LatePublisher late;
  private final MimeTracking mailTracking;
  private final Withdrawals withdrawals;
  private final HttpHandler messages;
  private final BodyReader bodies;
  private final StatusHandler statuses;
  private final OptOutHandler optOut;
  private @Nullable SmtpRelay relay;

  private final InvalidRequests invalid;

  private SendTier(
      IngestConfig config,
      TokenCodec tokens,
      InvalidRequests invalid,
      Clock clock,
      SettingsLog settings,
      OptOutLog optOuts) {
    KafkaConfig kafka = config.kafka();
    this.invalid = invalid;
    this.settings = settings;
    this.optOuts = optOuts;
    this.withdrawals = new Withdrawals(settings.view(), optOuts.optOuts());
    this.deliveries = new DeliveryPublisher(kafka, "ingest-deliveries", config.recordDeadline());
    this.relayDeliveries = new DeliveryPublisher(kafka, "ingest-relay", config.relayDeadline());
    this.late = new LatePublisher(deliveries);
    MessageInstrumenter instrumenter = instrumenter(config, tokens, clock);
    this.mailTracking = new MimeTracking(instrumenter, relayDeliveries, late, config.hashes());
    this.bodies = new BodyReader(new BodyMemory(config.bodyMemoryBytes()), config.stall());
    this.messages =
        new ApiHandler(
            settings.view(),
            bodies,
            invalid::admits,
            new MessagesHandler(
                settings.view(),
                instrumenter,
                deliveries,
                bodies,
                config.hashes(),
                new MessagesHandler.Bounds(
                    config.maxBodyBytes(), config.maxMailBytes(), config.maxRecipients())));
    this.statuses = new StatusHandler(deliveries, bodies, clock);
    this.optOut = new OptOutHandler(tokens, optOuts, invalid, clock);
  }

  private MessageInstrumenter instrumenter(IngestConfig config, TokenCodec tokens, Clock clock) {
    return new MessageInstrumenter(
        new PolicyResolver(settings.view(), optOuts.optOuts()),
        settings.view(),
        tokens,
        config.hashes(),
        new MessageInstrumenter.Hosts(
            config.publicScheme() + "://", config.sharedHost(), config.excludedHosts()),
        clock);
  }

  /**
   * Returns when everything is there.
   *
   * @throws EventLogException if Kafka cannot be reached
   * @throws IllegalStateException if the SMTP relay cannot listen
   */
  static SendTier open(
      IngestConfig config, TokenCodec tokens, InvalidRequests invalid, Clock clock) {
    KafkaConfig kafka = config.kafka();
    Topics.ensure(kafka, config.replication());
    SettingsLog settings = SettingsLog.open(kafka, "ingest", clock);
    OptOutLog optOuts;
    try {
      optOuts = OptOutLog.open(kafka, "ingest");
    } catch (EventLogException e) {
      settings.close();
      throw e;
    }
    SendTier tier = new SendTier(config, tokens, invalid, clock, settings, optOuts);
    try {
      tier.startRelay(config, clock);
    } catch (RuntimeException e) {
      tier.close();
      throw e;
    }
    return tier;
  }

  private void startRelay(IngestConfig config, Clock clock) {
    if (config.relay() != null) {
      relay = SmtpRelay.start(config.relay(), settings.view(), mailTracking, clock);
    }
  }

  SettingsView settings() {
    return settings.view();
  }

  /** The settings that reach mail already sent. */
  Withdrawals withdrawals() {
    return withdrawals;
  }

  HttpHandler messages() {
    return messages;
  }

  HttpHandler status() {
    return new ApiHandler(settings.view(), bodies, invalid::admits, statuses::one);
  }

  HttpHandler statuses() {
    return new ApiHandler(settings.view(), bodies, invalid::admits, statuses::many);
  }

  HttpHandler optOut() {
    return optOut;
  }

  OptOutLog optOuts() {
    return optOuts;
  }

  /** What the relay asks about each mail. */
  MailTracking mailTracking() {
    return mailTracking;
  }

  @Nullable SmtpRelay relay() {
    return relay;
  }

  /** The port of the SMTP relay; empty if there is none. */
  OptionalInt smtpPort() {
    return relay == null ? OptionalInt.empty() : OptionalInt.of(relay.port());
  }

  @Override
  public void close() {
    if (relay != null) {
      relay.close();
    }
    late.close();
    relayDeliveries.close();
    deliveries.close();
    optOuts.close();
    settings.close();
  }
}

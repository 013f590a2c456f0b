package org.trueopen.job;

import java.time.Clock;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.job.event.KafkaEvents;
import org.trueopen.job.source.KafkaSources;
import org.trueopen.job.store.ClickHouseSink;

/** Wires the engagement job for production. */
public final class EngagementJob {

  private static final Logger LOG = LoggerFactory.getLogger(EngagementJob.class);

  private EngagementJob() {}

  public static void main(String[] args) throws Exception {
    JobConfig config = JobConfig.parse(System.getenv());
    LOG.info("Starting with {}", config);
    EngagementPipeline pipeline =
        new EngagementPipeline(
            new EngagementPipeline.Sources(
                KafkaSources.deliveries(config.kafka()),
                KafkaSources.hits(config.kafka()),
                KafkaSources.settings(config.kafka())),
            new ClickHouseSink(config.clickHouse()),
            config.hashSecret(),
            config.signals(),
            config.retention(),
            Clock.systemUTC());
    pipeline.tellEvents(KafkaEvents.sink(config.kafka()));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.of(config));
    pipeline.addTo(env);
    env.executeAsync();
  }
}

package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.trueopen.log.KafkaConfig;
import org.trueopen.standalone.process.Part;

/** A real Kafka broker that is its own controller. */
final class BrokerPart implements Part {

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private @Nullable Admin admin;

  BrokerPart(Layout layout, DataFolder data, Ports ports) {
    this.layout = layout;
    this.data = data;
    this.ports = ports;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public ProcessBuilder command() throws IOException {
    Path config = writeConfig();
    if (!Files.exists(data.broker().resolve("data/meta.properties"))) {
      format(config);
    }
    return java("512m").main(layout.broker(), "kafka.Kafka", config.toString());
  }

  /** A port that answers may be somebody else's broker, so the cluster's id is compared. */
  @Override
  public boolean isReady() {
    try {
      return admin()
          .describeCluster()
          .clusterId()
          .get(2, TimeUnit.SECONDS)
          .equals(data.clusterId());
    } catch (ExecutionException | TimeoutException | KafkaException | IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Kept, as making one costs more than asking. */
  private synchronized Admin admin() {
    if (admin == null) {
      KafkaConfig kafka = new KafkaConfig("127.0.0.1:" + ports.broker());
      admin = Admin.create(kafka.clientProperties("standalone"));
    }
    return admin;
  }

  private void format(Path config) throws IOException {
    Process format =
        java("128m")
            .main(
                layout.broker(),
                "kafka.tools.StorageTool",
                "format",
                "--standalone",
                "-t",
                data.clusterId(),
                "-c",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.logs().resolve("kafka.log").toFile()))
            .start();
    try {
      if (format.waitFor() != 0) {
        throw new IOException(
            "Kafka's storage could not be made; see " + data.logs().resolve("kafka.log"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making Kafka's storage", e);
    }
  }

  private JavaProcess java(String maxHeap) {
    return new JavaProcess(maxHeap)
        .with(
            "-Xms128m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlog4j2.configurationFile=" + data.broker().resolve("log4j2.properties"));
  }

  private Path writeConfig() throws IOException {
    Files.createDirectories(data.broker());
    Files.writeString(
        data.broker().resolve("log4j2.properties"),
        """
        appender.out.type=Console
        appender.out.name=out
        appender.out.layout.type=PatternLayout
        appender.out.layout.pattern=%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}{UTC} %-5p %c{1} - %m%n
        rootLogger.level=WARN
        rootLogger.appenderRef.out.ref=out
        logger.server.name=kafka.server.KafkaRaftServer
        logger.server.level=INFO
        """);
    Path config = data.broker().resolve("server.properties");
    Files.writeString(
        config,
        """
        process.roles=broker,controller
        node.id=1
        listeners=BROKER://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=BROKER://127.0.0.1:%1$d
        listener.security.protocol.map=BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=BROKER
        controller.listener.names=CONTROLLER
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        log.dirs=%3$s
        # One broker: there is nobody to replicate to.
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=1
        auto.create.topics.enable=false
        # A broker that was killed is let back in when its old session has ended.
        broker.session.timeout.ms=2000
        broker.heartbeat.interval.ms=500
        group.initial.rebalance.delay.ms=0
        # What one machine needs, not a data centre.
        num.network.threads=2
        num.io.threads=4
        background.threads=2
        log.cleaner.dedupe.buffer.size=2097152
        log.segment.bytes=134217728
        """
            .formatted(ports.broker(), ports.brokerController(), data.broker().resolve("data")));
    return config;
  }
}

package org.trueopen.benchmarks.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.log.KafkaConfig;

/** A real Kafka broker, its own controller, on the load's core. */
public final class Broker implements AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);

  private final KafkaConfig config;
  private final Admin admin;

  private Broker(KafkaConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
  }

  /**
   * Starts one and waits until it answers.
   *
   * @param libraries the folder of its jars
   * @param folder where it keeps its data and log
   * @param port its own; the next one is the controller's
   */
  public static Broker start(Children children, Path libraries, Path folder, int port) {
    Path file =
        Template.write(
            "broker.properties",
            folder.resolve("server.properties"),
            Map.of(
                "port", "" + port,
                "controllerPort", "" + (port + 1),
                "folder", folder.toString()));
    Path log = folder.resolve("broker.log");
    String classPath = libraries + "/*";
    format(children, classPath, file, log);
    Process process =
        children.start(java(classPath, "512m", List.of("kafka.Kafka", file.toString())), log);
    KafkaConfig kafka = new KafkaConfig("127.0.0.1:" + port);
    Broker broker = new Broker(kafka, Admin.create(kafka.clientProperties("bench")));
    broker.await(process, log);
    return broker;
  }

  private static void format(Children children, String classPath, Path file, Path log) {
    if (Files.exists(file.resolveSibling("data").resolve("meta.properties"))) {
      return;
    }
    Process format =
        children.start(
            java(
                classPath,
                "128m",
                List.of(
                    "kafka.tools.StorageTool",
                    "format",
                    "--standalone",
                    "-t",
                    Uuid.randomUuid().toString(),
                    "-c",
                    file.toString())),
            log);
    try {
      if (format.waitFor() != 0) {
        throw new BenchException("Kafka's storage could not be made; see " + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    } finally {
      children.stop(format);
    }
  }

  private static ProcessBuilder java(String classPath, String heap, List<String> main) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath));
    arguments.addAll(main);
    return Java.java(Java.LOAD_CORE, Map.of(), arguments);
  }

  private void await(Process process, Path log) {
    long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        var _ = admin.describeCluster().controller().get(2, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
          throw new BenchException("the Kafka broker does not answer; see " + log, e);
        }
        Pause.millis(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("interrupted", e);
      }
    }
  }

  public KafkaConfig config() {
    return config;
  }

  void createTopic(String name, int partitions) {
    try {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new BenchException("topic " + name + " cannot be created", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  /** How many records the topic has ever taken: the sum of its partitions' end offsets. */
  long records(String topic) {
    return endOffsets(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  /** The end of each partition of a topic. */
  Map<TopicPartition, Long> endOffsets(String topic) {
    try {
      TopicDescription shape =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      shape
          .partitions()
          .forEach(p -> wanted.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
      Map<TopicPartition, Long> result = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> one :
          admin.listOffsets(wanted).all().get().entrySet()) {
        result.put(one.getKey(), one.getValue().offset());
      }
      return result;
    } catch (ExecutionException e) {
      throw new BenchException("the end of topic " + topic + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}

package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.config.ConfigException;
import org.trueopen.config.Environment;
import org.trueopen.log.EventLogException;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.Topics;
import org.trueopen.standalone.process.Part;
import org.trueopen.standalone.process.PartFailedException;
import org.trueopen.standalone.process.PortHolder;
import org.trueopen.standalone.process.Supervisor;
import org.trueopen.store.EngineLibrary;
import org.trueopen.store.EnginePasswords;
import org.trueopen.store.MigrationException;
import org.trueopen.store.Migrator;
import org.trueopen.store.Retention;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.generation.Generations;

/** The whole product on one machine. */
public final class Standalone {

  /** More than one machine has use for. */
  public static final int MAX_TASK_MANAGERS = 16;

  private static final short ONE_BROKER = 1;

  private final Layout layout;
  private final DataFolder data;
  private final Ports ports;
  private final OperatorSettings operator;
  private final Relay relay;
  private final int taskManagers;
  private final Consumer<String> say;
  private final Supervisor supervisor;
  private final Map<String, String> ingestVariables = new ConcurrentHashMap<>();
  private volatile @Nullable StoreConfig store;

  /**
   * @param operator among it {@code CLICKHOUSE_URL}, which may name a server to use instead of the
   *     embedded engine, and {@code INGEST_SMTP_NEXT_HOP}, where the SMTP relay sends mail on to
   * @param taskManagers of Flink, 1 to {@link #MAX_TASK_MANAGERS}, with a subtask on each
   * @param mailbox whether to relay to a mailbox of our own where no next hop is named
   * @param say takes lines for a person
   */
  public Standalone(
      Layout layout,
      DataFolder data,
      Ports ports,
      OperatorSettings operator,
      int taskManagers,
      boolean mailbox,
      Consumer<String> say)
      throws IOException {
    if (taskManagers < 1 || taskManagers > MAX_TASK_MANAGERS) {
      throw new IllegalArgumentException(
          "--task-managers: expected 1..%d, found %d".formatted(MAX_TASK_MANAGERS, taskManagers));
    }
    this.layout = layout;
    this.taskManagers = taskManagers;
    this.data = data;
    this.ports = ports;
    this.operator = operator;
    this.relay = Relay.of(operator, ports, mailbox);
    this.say = say;
    this.supervisor = new Supervisor(data.logs(), say);
  }

  public Supervisor supervisor() {
    return supervisor;
  }

  /**
   * Variables that ingest is started with beside its own; a change takes effect at its next start.
   */
  public Map<String, String> ingestVariables() {
    return ingestVariables;
  }

  /** How to read what is stored; known once {@link #start} has begun. */
  public StoreConfig store() {
    return Objects.requireNonNull(store, "not started");
  }

  /**
   * Starts everything; returns when it can be used.
   *
   * @throws StartException if it cannot be; the message says why and what to do
   */
  public void start() throws StartException, InterruptedException {
    try {
      Environment env = new Environment(operator.variables(), Retention.PREFIX);
      StoreConfig server = StoreConfig.parse(env);
      Retention retention = Retention.parse(env);
      env.finish();
      data.prepare();
      boolean ownClickHouse = operator.get("CLICKHOUSE_URL", "").isEmpty();
      requireFreePorts(ownClickHouse);
      if (ownClickHouse) {
        startWithOwnClickHouse(retention);
      } else {
        startWithServer(server, retention);
      }
    } catch (IOException
        | PartFailedException
        | EventLogException
        | MigrationException
        | ConfigException
        | IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Starts Kafka, with its topics, and ClickHouse alone, as it stands, for who wants to bring
   * something in.
   *
   * @throws StartException as {@link #start}
   */
  public void startStores() throws StartException, InterruptedException {
    try {
      boolean ownClickHouse = operator.get("CLICKHOUSE_URL", "").isEmpty();
      requireFreePorts(ownClickHouse);
      List<Part> parts = new ArrayList<>();
      parts.add(new BrokerPart(layout, data, ports));
      if (ownClickHouse) {
        parts.add(new ClickHousePart(data, ports, EngineLibrary.ensure(), data.enginePasswords()));
      }
      say.accept("Starting Kafka and ClickHouse");
      supervisor.start(parts);
      Topics.ensure(new KafkaConfig("127.0.0.1:" + ports.broker()), ONE_BROKER);
    } catch (IOException | PartFailedException | EventLogException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private void startWithOwnClickHouse(Retention retention)
      throws IOException, PartFailedException, InterruptedException {
    Path library = EngineLibrary.ensure();
    EnginePasswords passwords = data.enginePasswords();
    String url = "http://127.0.0.1:" + ports.clickHouseHttp();
    say.accept("Starting Kafka and ClickHouse");
    supervisor.start(
        List.of(
            new BrokerPart(layout, data, ports),
            new ClickHousePart(data, ports, library, passwords)));
    migrate(new StoreConfig(url, "migrator", passwords.migrator()), retention);
    startRest(
        new StoreConfig(url, "job", passwords.job()),
        new StoreConfig(url, "admin", passwords.admin()),
        new StoreConfig(url, "eraser", passwords.eraser()));
  }

  private void startWithServer(StoreConfig store, Retention retention)
      throws PartFailedException, InterruptedException {
    say.accept("Starting Kafka; ClickHouse is " + store.url());
    supervisor.start(List.of(new BrokerPart(layout, data, ports)));
    migrate(store, retention);
    startRest(store, store, null);
  }

  private static void migrate(StoreConfig migrator, Retention retention) {
    Migrator.migrate(migrator);
    retention.apply(migrator, "");
    for (StoreConfig generation : new Generations(migrator, InstantSource.system()).migrate()) {
      retention.apply(generation, "");
    }
  }

  private void startRest(StoreConfig jobStore, StoreConfig adminStore, @Nullable StoreConfig eraser)
      throws PartFailedException, InterruptedException {
    Topics.ensure(new KafkaConfig("127.0.0.1:" + ports.broker()), ONE_BROKER);
    say.accept("Starting Flink, ingest and admin");
    store = adminStore;
    FlinkParts flink = new FlinkParts(layout, data, ports, jobStore, operator, taskManagers);
    List<Part> parts = new ArrayList<>();
    parts.add(flink.jobManager());
    parts.addAll(flink.taskManagers());
    parts.add(new IngestPart(layout, data, ports, operator, relay, ingestVariables));
    parts.add(new AdminPart(layout, data, ports, adminStore, eraser, operator));
    parts.add(new WebhooksPart(layout, data, ports, operator));
    if (relay.usesMailbox(ports)) {
      parts.add(new MailboxPart(data, ports));
    }
    supervisor.start(parts);
  }

  private void requireFreePorts(boolean ownClickHouse) throws StartException {
    String taken =
        ports.all(ownClickHouse, relay).entrySet().stream()
            .filter(port -> !PortHolder.isFree(port.getKey()))
            .map(
                port ->
                    "  %d (%s) is held by %s"
                        .formatted(
                            port.getKey(), port.getValue(), PortHolder.describe(port.getKey())))
            .collect(Collectors.joining("\n"));
    if (!taken.isEmpty()) {
      throw new StartException(
          "These ports are needed but taken:\n"
              + taken
              + "\nStop what holds them, or move all of TrueOpen's ports with --port-offset N.",
          null);
    }
  }
}

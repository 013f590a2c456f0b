package org.trueopen.benchmarks.ingest;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.benchmarks.BenchException;
import org.trueopen.token.KeyFiles;
import org.trueopen.token.KeyRing;

/** Starts brokers and servers on the ports and folders of one run, and stops all of them. */
final class Workbench implements AutoCloseable {

  static final String PEER_TOPIC = "peer-hits";

  private static final int BROKER_PORT = 9092;
  private static final int OLD_BROKER_PORT = 9192;

  /** From an ingest process's port to the one for the inside. */
  private static final int INTERNAL = 100;

  private final Settings settings;
  private final Children children = new Children();
  private final PixelRequests requests;
  private final Wrk wrk;
  private @Nullable Broker broker;
  private @Nullable Broker oldBroker;

  private Workbench(Settings settings) throws IOException {
    this.settings = settings;
    KeyFiles.ensureSigningKeys(signingKeys());
    KeyFiles.ensureHashKey(hashKey());
    this.requests =
        PixelRequests.of(KeyRing.parse(Files.readAllLines(signingKeys())), settings.forwarded());
    Path file = settings.data().resolve("requests");
    requests.write(file);
    this.wrk = new Wrk(children, settings.data(), file);
  }

  static Workbench open(Settings settings) {
    try {
      return new Workbench(settings);
    } catch (IOException e) {
      throw new BenchException("the data folder cannot be written", e);
    }
  }

  Settings settings() {
    return settings;
  }

  PixelRequests requests() {
    return requests;
  }

  Wrk wrk() {
    return wrk;
  }

  /** The broker that ours records in; started when it is first asked for. */
  Broker broker() {
    if (broker == null) {
      broker =
          Broker.start(
              children,
              settings.home().resolve("standalone/runtime-broker/target/lib"),
              settings.data().resolve("kafka"),
              BROKER_PORT + settings.portOffset());
    }
    return broker;
  }

  /** The broker that the peer records in; started when it is first asked for. */
  Broker oldBroker() {
    if (oldBroker == null) {
      oldBroker =
          Broker.start(
              children,
              Tools.kafka3(settings.home()),
              settings.data().resolve("kafka-3"),
              OLD_BROKER_PORT + settings.portOffset());
      oldBroker.createTopic(PEER_TOPIC, 8);
    }
    return oldBroker;
  }

  Server start(Variant variant) {
    return switch (variant) {
      case NGINX -> nginx(variant, "", "access_log off;", "empty_gif;");
      case NGINX_LOG ->
          nginx(
              variant,
              "",
              "access_log " + folder(variant) + "/access.log combined buffer=64k flush=1s;",
              "empty_gif;");
      case LUA -> lua();
      case UNDERTOW -> undertow();
      case INGEST -> ingest(0);
      case MEMORY -> memory();
    };
  }

  void stop(Server server) {
    children.stop(server.process());
  }

  private Server nginx(Variant variant, String modules, String http, String location) {
    Path folder = folder(variant);
    Path config =
        Template.write(
            "nginx.conf",
            folder.resolve("nginx.conf"),
            Map.of(
                "folder", folder.toString(),
                "modules", modules,
                "http", http,
                "location", location,
                "port", "" + port(variant)));
    List<String> command = Java.pinned(Java.SERVER_CORE);
    command.addAll(List.of("nginx", "-p", folder.toString(), "-c", config.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().merge("PATH", ":/usr/sbin", String::concat);
    return await(variant, 0, builder);
  }

  private Server lua() {
    Path library = Tools.luaRestyKafka();
    var _ = oldBroker();
    int brokerPort = OLD_BROKER_PORT + settings.portOffset();
    Path script = Template.write("peer.lua", folder(Variant.LUA).resolve("peer.lua"), Map.of());
    return nginx(
        Variant.LUA,
        """
        load_module modules/ndk_http_module.so;
        load_module modules/ngx_http_lua_module.so;
        """
            .replace("modules/", "/usr/lib/nginx/modules/"),
        """
        access_log off;
          lua_package_path "%s/?.lua;;";
          lua_socket_log_errors off;
          init_by_lua_block {
            BROKER_PORT = %d
            PIXEL = ("%s"):gsub("..", function(x) return string.char(tonumber(x, 16)) end)
          }
        """
            .formatted(library, brokerPort, PixelClient.PIXEL),
        "content_by_lua_file " + script + ";");
  }

  private Server undertow() {
    return await(
        Variant.UNDERTOW,
        0,
        Java.server(
            System.getProperty("java.class.path"),
            BareUndertowMain.class.getName(),
            Map.of(),
            Integer.toString(port(Variant.UNDERTOW))));
  }

  /**
   * Starts our own, as the standalone product does.
   *
   * @param number 0 for the first, 1 for another beside it
   */
  Server ingest(int number) {
    return ours(Variant.INGEST, number, ingestClassPath(), "org.trueopen.ingest.IngestMain");
  }

  /** Starts its handlers with nothing behind them. */
  private Server memory() {
    return ours(
        Variant.MEMORY,
        0,
        System.getProperty("java.class.path") + File.pathSeparator + ingestClassPath(),
        "org.trueopen.ingest.hit.AnsweringAtOnceMain");
  }

  private Map<String, String> ingest(Variant variant, int number) {
    Path folder = folder(variant).resolve("" + number);
    Map<String, String> environment = new HashMap<>();
    environment.put("INGEST_PORT", "" + (port(variant) + number));
    environment.put("INGEST_PUBLIC_SCHEME", "http");
    environment.put("INGEST_SHARED_HOST", PixelRequests.HOST);
    environment.put("INGEST_TRUSTED_PROXIES", "127.0.0.0/8,::1");
    environment.put("INGEST_SIGNING_KEYS_FILE", signingKeys().toString());
    environment.put("INGEST_HASH_KEY_FILE", hashKey().toString());
    environment.put("INGEST_JOURNAL_DIR", folder.resolve("journal").toString());
    environment.put("INGEST_INTERNAL_PORT", "" + (port(variant) + number + INTERNAL));
    // All load comes from one network, again and again with the same tokens.
    environment.put("INGEST_DELIVERY_NETWORK_BURST", "100000");
    environment.put("INGEST_DELIVERY_BURST", "100000");
    environment.put("KAFKA_BOOTSTRAP_SERVERS", broker().config().bootstrapServers());
    settings
        .ingest()
        .forEach((name, value) -> environment.put(name, value.replace("{folder}", "" + folder)));
    return environment;
  }

  private Server ours(Variant variant, int number, String classPath, String main) {
    return await(variant, number, Java.server(classPath, main, ingest(variant, number)));
  }

  private Server await(Variant variant, int number, ProcessBuilder builder) {
    Path folder = folder(variant).resolve("" + number);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BenchException("cannot make " + folder, e);
    }
    Path log = folder.resolve("log");
    Process process = children.start(builder, log);
    return Server.await(variant, port(variant) + number, process, requests, log);
  }

  private String ingestClassPath() {
    Path target = settings.home().resolve("ingest-undertow/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "ingest-undertow-*.jar")) {
      for (Path jar : jars) {
        if (!jar.getFileName().toString().contains("-tests")) {
          return jar + ":" + target.resolve("lib") + "/*";
        }
      }
    } catch (IOException e) {
      throw new BenchException("cannot look into " + target, e);
    }
    throw new BenchException("ingest is not built; run ./trueopen build");
  }

  /** Whether the benchmark is being stopped, so that what it found is no finding. */
  boolean isStopped() {
    return children.isClosed();
  }

  private int port(Variant variant) {
    return 8080 + settings.portOffset() + variant.port;
  }

  private Path folder(Variant variant) {
    return settings.data().resolve(variant.key);
  }

  private Path signingKeys() {
    return settings.data().resolve("keys/signing-keys");
  }

  private Path hashKey() {
    return settings.data().resolve("keys/hash-key");
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
    if (oldBroker != null) {
      oldBroker.close();
    }
    children.close();
  }
}

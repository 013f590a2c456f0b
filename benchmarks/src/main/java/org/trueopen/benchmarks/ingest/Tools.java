package org.trueopen.benchmarks.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.trueopen.benchmarks.BenchException;

/** Finds what the benchmark needs of the machine, and installs it where it may. */
final class Tools {

  private static final Path LUA_MODULE = Path.of("/usr/lib/nginx/modules/ngx_http_lua_module.so");
  private static final Path LUA_CORE = Path.of("/usr/share/lua/5.1/resty/core.lua");

  private static final Pattern PATH_SEPARATOR = Pattern.compile(":");

  private Tools() {}

  /** Fails, with what to do, unless all that the variants need is there. */
  static void ensure(Set<Variant> variants) {
    if (cores() < 2) {
      throw new BenchException(
          "two cores are needed, one for the server and one for the load; found " + cores());
    }
    ensure("taskset", "util-linux");
    ensure("wrk", "wrk");
    if (variants.contains(Variant.NGINX)
        || variants.contains(Variant.NGINX_LOG)
        || variants.contains(Variant.LUA)) {
      ensure("nginx", "nginx-light");
    }
  }

  /** The cores of the machine, whatever this process is kept to. */
  private static long cores() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines.filter(line -> line.startsWith("processor")).count();
    } catch (IOException e) {
      throw new BenchException("/proc/cpuinfo cannot be read; Linux is needed", e);
    }
  }

  private static void ensure(String program, String debianPackage) {
    if (!isOnPath(program)) {
      install(debianPackage);
    }
    if (!isOnPath(program)) {
      throw new BenchException(
          program + " is missing. Install it (Debian: apt-get install " + debianPackage + ").");
    }
  }

  /**
   * The Lua library of the peer.
   *
   * @throws BenchException with what is missing, if the peer cannot be had
   */
  static Path luaRestyKafka() {
    String named = System.getenv("LUA_RESTY_KAFKA");
    if (named == null) {
      throw new BenchException(
          "LUA_RESTY_KAFKA is not set; name a checkout of github.com/doujiang24/lua-resty-kafka");
    }
    Path library = Path.of(named).toAbsolutePath().resolve("lib");
    if (!Files.exists(library.resolve("resty/kafka/producer.lua"))) {
      throw new BenchException("LUA_RESTY_KAFKA: " + named + " is no checkout of lua-resty-kafka");
    }
    if (!Files.exists(LUA_MODULE) || !Files.exists(LUA_CORE)) {
      install("libnginx-mod-http-lua");
    }
    if (!Files.exists(LUA_MODULE) || !Files.exists(LUA_CORE)) {
      throw new BenchException(
          "nginx's Lua module is missing (Debian: apt-get install libnginx-mod-http-lua)");
    }
    return library;
  }

  /** Fetches the jars of the old broker that the peer's library can speak with. */
  static Path kafka3(Path home) {
    Path pom = home.resolve("benchmarks/ingest/kafka-3/pom.xml");
    Path libraries = home.resolve("benchmarks/target/kafka-3");
    if (!Files.isDirectory(libraries)
        && !run(
            List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                pom.toString(),
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                "-DoutputDirectory=" + libraries))) {
      throw new BenchException("the jars of Kafka 3 could not be fetched; see above");
    }
    return libraries;
  }

  private static boolean isOnPath(String program) {
    // Where Debian has nginx; a user's path often lacks it.
    String folders = System.getenv("PATH") + ":/usr/sbin";
    return PATH_SEPARATOR
        .splitAsStream(folders)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Quietly does nothing where it may not. */
  private static void install(String debianPackage) {
    if (isOnPath("apt-get") && "root".equals(System.getProperty("user.name"))) {
      System.err.println("Installing " + debianPackage);
      boolean _ = run(List.of("apt-get", "update", "-qq"));
      boolean _ =
          run(
              List.of(
                  "env",
                  "DEBIAN_FRONTEND=noninteractive",
                  "apt-get",
                  "install",
                  "-y",
                  "-qq",
                  "--no-install-recommends",
                  debianPackage));
    }
  }

  private static boolean run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

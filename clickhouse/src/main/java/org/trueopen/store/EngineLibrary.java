package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The engine's shared library, {@code libchdb.so}, in a cache folder outside the build; fetched
 * through npm at a pinned version and checksum if it is not there.
 *
 * <p>The entry point we use is undocumented for this use, so the version changes only together with
 * a run of the tests.
 */
public final class EngineLibrary {
  static final String VERSION = "26.7.3-stable.1";
  private static final String PACKAGE = "@chdb/lib-linux-x64-gnu@" + VERSION;

  /** The package's integrity value as npm states it: SHA-512, base64. */
  private static final String INTEGRITY =
      "sha512-XP97mMqnc5tZpKQywR8N7cLTsHNiTmHr30pC5mzo3jWmukjKn2IBa60c2B/gWUNcuFjOMjWoorQICCqBVj5wpw==";

  private static final String REMEDY =
      "; or set CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD to use a ClickHouse server";

  private EngineLibrary() {}

  /**
   * Fetches the library if it is missing and prints its path; exit status 1 with the reason if not.
   */
  public static void main(String[] args) {
    try {
      System.out.println(ensure());
    } catch (IOException | InterruptedException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** The cache folder: system property {@code trueopen.cache}, default ~/.cache/trueopen. */
  public static Path cacheDir() {
    String home = System.getProperty("user.home");
    return Path.of(System.getProperty("trueopen.cache", home + "/.cache/trueopen"))
        .toAbsolutePath();
  }

  /**
   * The library's path in the cache, fetching it first if it is missing (174 MB to fetch, 566 MB
   * kept). Safe to call from several processes at once: one fetches, the others wait.
   *
   * @throws IOException saying what failed and what to do
   */
  public static Path ensure() throws IOException, InterruptedException {
    return ensure(cacheDir());
  }

  // Synchronized because a file lock is held by the process as a whole, not by one thread.
  static synchronized Path ensure(Path cache) throws IOException, InterruptedException {
    checkPlatform(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2")));
    Path home = cache.resolve("clickhouse-" + VERSION);
    Path library = home.resolve("libchdb.so");
    if (Files.exists(library)) {
      return library;
    }
    Files.createDirectories(cache);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("clickhouse.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(library)) {
        fetch(cache, home);
      }
    }
    return library;
  }

  static void checkPlatform(String os, String architecture, boolean glibc) throws IOException {
    boolean linux = os.toLowerCase(Locale.ROOT).equals("linux");
    if (!linux || !(architecture.equals("amd64") || architecture.equals("x86_64")) || !glibc) {
      throw new IOException(
          "The embedded ClickHouse engine needs Linux on x86-64 with glibc, found "
              + os
              + " on "
              + architecture
              + (glibc ? "" : " without /lib64/ld-linux-x86-64.so.2")
              + "; use such a machine"
              + REMEDY);
    }
  }

  private static void fetch(Path cache, Path home) throws IOException, InterruptedException {
    // In the cache folder, so that the rename at the end stays within one file system.
    Path temporary = Files.createTempDirectory(cache, ".fetch-");
    try {
      System.err.println("Fetching the ClickHouse engine through npm (174 MB, once): " + PACKAGE);
      run(
          temporary,
          List.of(
              "npm",
              "pack",
              "--loglevel=error",
              "--pack-destination",
              temporary.toString(),
              PACKAGE));
      Path packed = temporary.resolve("chdb-lib-linux-x64-gnu-" + VERSION + ".tgz");
      verify(packed);
      // package.json states the licence, Apache-2.0; the package has no other file that does.
      run(
          temporary,
          List.of(
              "tar",
              "--extract",
              "--gzip",
              "--no-same-owner",
              "--file=" + packed,
              "package/libchdb.so",
              "package/package.json"));
      EngineFiles.deleteTree(home);
      Files.move(temporary.resolve("package"), home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      EngineFiles.deleteTree(temporary);
    }
  }

  static void verify(Path packed) throws IOException {
    String found = "sha512-" + Base64.getEncoder().encodeToString(sha512(packed));
    if (!found.equals(INTEGRITY)) {
      throw new IOException(
          "The package "
              + PACKAGE
              + " is not the one this build was made for: expected "
              + INTEGRITY
              + ", found "
              + found
              + ". It was removed. Run `npm cache verify` and try again; if it stays so, distrust"
              + " your npm registry");
    }
  }

  private static byte[] sha512(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-512", e);
    }
  }

  private static void run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path output = directory.resolve("output.log");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException e) {
      throw new IOException(
          "Cannot run "
              + command.getFirst()
              + ", which the embedded ClickHouse engine is fetched with: "
              + e.getMessage()
              + "; install "
              + command.getFirst()
              + " (npm comes with Node.js)"
              + REMEDY,
          e);
    }
    try {
      // A slow line of 3 Mbit/s takes 8 minutes for 174 MB.
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        throw new IOException(String.join(" ", command) + " took over 15 minutes; try again");
      }
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command)
              + " ended with status "
              + process.exitValue()
              + ": "
              + Files.readString(output).strip()
              + "; check the network and `npm ping`"
              + REMEDY);
    }
  }
}

package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files the embedded engine finds in its data folder. */
final class EngineFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** A line that grants something there, or the row policies of its tables. */
  private static final Pattern GRANT_OR_POLICIES =
      Pattern.compile("[^\\n]* ON trueopen\\.[^\\n]*|<trueopen>.*?</trueopen>", Pattern.DOTALL);

  private EngineFiles() {}

  /**
   * Writes both files and mends what a previous run, perhaps killed, has left and a new one would
   * stumble over.
   */
  static void write(Path dataDir, EnginePasswords passwords) throws IOException {
    Files.createDirectories(dataDir);
    writeOwnerOnly(config(dataDir), resource("config.xml"));
    writeOwnerOnly(
        dataDir.resolve("users.xml"),
        withGenerations(resource("users.xml"))
            .replace("MIGRATOR_SHA256", Migration.sha256(passwords.migrator()))
            .replace("JOB_SHA256", Migration.sha256(passwords.job()))
            .replace("ADMIN_SHA256", Migration.sha256(passwords.admin()))
            .replace("ERASER_SHA256", Migration.sha256(passwords.eraser())));
    Files.deleteIfExists(ports(dataDir));
    // The engine does not attach its system tables again and fails over their folders.
    deleteTree(dataDir.resolve("data").resolve("system"));
    InterruptedInserts.forget(dataDir);
  }

  /** Who may do something in the product's database may do it in every generation's. */
  static String withGenerations(String users) {
    return GRANT_OR_POLICIES
        .matcher(users)
        .replaceAll(found -> Matcher.quoteReplacement(repeated(found.group())));
  }

  private static String repeated(String text) {
    return Stream.concat(Stream.of(StoreConfig.DATABASE), StoreConfig.GENERATIONS.stream())
        .map(database -> text.replaceAll("(ON |</?)trueopen\\b", "$1" + database))
        .collect(Collectors.joining("\n"));
  }

  static Path config(Path dataDir) {
    return dataDir.resolve("config.xml");
  }

  static Path ports(Path dataDir) {
    return dataDir.resolve("ports");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = EngineFiles.class.getResourceAsStream("engine/" + name)) {
      if (in == null) {
        throw new IOException("engine/" + name + " is missing from the clickhouse jar; rebuild it");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void writeOwnerOnly(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, OWNER_ONLY);
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Nothing there, nothing to delete.
    }
  }
}

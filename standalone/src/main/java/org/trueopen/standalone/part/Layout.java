package org.trueopen.standalone.part;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built parts lie in a checkout.
 *
 * @param home the checkout's folder
 */
public record Layout(Path home) {

  /** A class path of everything in a folder. */
  private static String all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + " is missing; build first with ./trueopen build");
    }
    return folder + "/*";
  }

  String broker() throws IOException {
    return all(home.resolve("standalone/runtime-broker/target/lib"));
  }

  String flink() throws IOException {
    return all(home.resolve("standalone/runtime-flink/target/lib"))
        + java.io.File.pathSeparator
        + jar(home.resolve("flink-jobs/target"), "flink-jobs.jar");
  }

  String ingest() throws IOException {
    return jar(home.resolve("ingest-undertow/target"), "ingest-undertow-*.jar")
        + java.io.File.pathSeparator
        + all(home.resolve("ingest-undertow/target/lib"));
  }

  String webhooks() throws IOException {
    return jar(home.resolve("webhooks/target"), "webhooks-*.jar")
        + java.io.File.pathSeparator
        + all(home.resolve("webhooks/target/lib"));
  }

  Path admin() throws IOException {
    return jar(home.resolve("admin-vaadin/target"), "admin-vaadin-*.jar");
  }

  private static Path jar(Path folder, String glob) throws IOException {
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
        for (Path file : found) {
          if (!file.getFileName().toString().contains("-tests")) {
            return file;
          }
        }
      }
    }
    throw new IOException(folder.resolve(glob) + " is missing; build first with ./trueopen build");
  }
}

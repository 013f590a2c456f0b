package org.trueopen.standalone.mailbox;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of mails, one file each, named so that they sort by time; the oldest make room. */
final class Mailbox {

  private static final int MAX_NAME_CHARS = 60;

  private final Path folder;
  private final int maxMails;

  Mailbox(Path folder, int maxMails) {
    this.folder = folder;
    this.maxMails = maxMails;
  }

  /** Keeps a mail; other programs see it whole or not at all. */
  synchronized void keep(String recipient, byte[] mail) throws IOException {
    Files.createDirectories(folder);
    String name = recipient.replaceAll("[^A-Za-z0-9.@_-]", "_");
    String cut = name.substring(0, Math.min(name.length(), MAX_NAME_CHARS));
    String id = UlidCreator.getMonotonicUlid().toString();
    Path part = folder.resolve(id + ".part");
    Files.write(part, mail);
    Files.move(part, folder.resolve(id + '-' + cut + ".eml"));
    makeRoom();
  }

  private void makeRoom() throws IOException {
    List<Path> mails;
    try (Stream<Path> files = Files.list(folder)) {
      mails = files.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
    }
    for (Path old : mails.subList(0, Math.max(0, mails.size() - maxMails))) {
      Files.delete(old);
    }
  }
}

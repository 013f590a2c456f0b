package org.trueopen.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trueopen.standalone.process.Supervisor.PartStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a running standalone tells other commands, as a file in its data folder. */
final class StatusFile {

  /**
   * The file's content.
   *
   * @param pid of the supervising process
   * @param ready whether everything could be used when this was written
   */
  record Status(
      long pid, Instant startedAt, boolean ready, int portOffset, List<PartStatus> parts) {}

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path file;

  StatusFile(Path file) {
    this.file = file;
  }

  /** Replaces the file as a whole, so that a reader never sees half of it. */
  void write(Status status) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, JSON.writeValueAsString(status));
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Optional<Status> read() {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), Status.class))
          : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** The running process that wrote the file; empty if it has ended. */
  Optional<ProcessHandle> process() {
    return read().flatMap(StatusFile::process);
  }

  static Optional<ProcessHandle> process(Status status) {
    return ProcessHandle.of(status.pid())
        // A process that began after the file was first written only has the number in common.
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .filter(start -> !start.isAfter(status.startedAt()))
                    .isPresent());
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}

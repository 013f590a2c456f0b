package org.trueopen.standalone.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {

  @TempDir private Path folder;

  @Test
  void theOldestMailsMakeRoom() throws IOException {
    Mailbox mailbox = new Mailbox(folder, 2);
    for (String text : List.of("first", "second", "third")) {
      mailbox.keep("ann@one.example", text.getBytes(US_ASCII));
    }

    assertThat(files()).hasSize(2);
    assertThat(Files.readString(files().getFirst())).isEqualTo("second");
    assertThat(Files.readString(files().getLast())).isEqualTo("third");
  }

  @Test
  void noRecipientLeadsOutOfTheFolder() throws IOException {
    Mailbox mailbox = new Mailbox(folder, 2);
    mailbox.keep("../../etc/passwd@one.example", new byte[] {1});

    assertThat(files()).singleElement().asString().endsWith("-.._.._etc_passwd@one.example.eml");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}

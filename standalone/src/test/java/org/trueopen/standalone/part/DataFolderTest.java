package org.trueopen.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.KeyedHash;
import org.trueopen.token.KeyRing;

final class DataFolderTest {

  @TempDir private Path folder;

  @Test
  void secretsAreMadeOnceAndReadableByTheirOwnerOnly() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    data.prepare();
    String key = data.readApiKey();
    String clusterId = data.clusterId();
    data.enginePasswords();

    assertThat(key).matches("to_[0-9a-f]{64}");
    KeyRing.parse(Files.readAllLines(data.signingKeys()));
    KeyedHash.parse(Files.readString(data.hashKey()));
    try (Stream<Path> files = Files.walk(data.root())) {
      List<String> modes =
          files.filter(Files::isRegularFile).map(DataFolderTest::mode).distinct().toList();
      assertThat(modes).containsExactly("rw-------");
    }

    DataFolder again = new DataFolder(folder.resolve("data"));
    again.prepare();
    assertThat(again.readApiKey()).isEqualTo(key);
    assertThat(again.clusterId()).isEqualTo(clusterId);
    assertThat(again.enginePasswords()).isEqualTo(data.enginePasswords());
  }

  @Test
  void theFirstPasswordIsGoneOnceItWasShown() throws IOException {
    DataFolder data = new DataFolder(folder.resolve("data"));
    data.prepare();
    assertThat(data.firstPassword().orElseThrow()).hasSizeGreaterThanOrEqualTo(12);

    data.forgetFirstPassword();
    data.prepare();

    assertThat(data.firstPassword()).isEmpty();
  }

  private static String mode(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void noClusterIdIsTakenForAnOption(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 300; i++) {
      assertThat(new DataFolder(folder.resolve("data" + i)).clusterId()).doesNotStartWith("-");
    }
  }
}

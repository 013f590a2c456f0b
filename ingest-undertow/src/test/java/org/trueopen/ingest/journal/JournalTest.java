package org.trueopen.ingest.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

  private static final long MIB = 1024 * 1024;
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  @Test
  void recordsAreReadInTheOrderTheyWereWritten() throws IOException {
    try (Journal journal = open()) {
      append(journal, texts(0, 1000));

      assertThat(read(journal)).isEqualTo(texts(0, 1000));
      assertThat(journal.records()).isEqualTo(1000);
    }
  }

  @Test
  void whatWasWrittenSurvivesTheProcess() throws IOException {
    try (Journal journal = open()) {
      append(journal, texts(0, 10));
    }
    try (Journal journal = open()) {
      append(journal, texts(10, 20));

      assertThat(read(journal)).isEqualTo(texts(0, 20));
      assertThat(journal.cutBytes()).isZero();
    }
  }

  @Test
  void aRecordIsInTheFileWhenItIsSaidToBeWritten() throws IOException {
    try (Journal journal = open()) {
      append(journal, List.of("first"));

      // What another process would find if this one were killed now.
      Path copy = folder.resolveSibling("copy-of-" + folder.getFileName());
      copyTo(copy);
      try (Journal other = Journal.open(copy, MIB, CLOCK)) {
        assertThat(read(other)).containsExactly("first");
      }
    }
  }

  @Test
  void aRecordCanBeReadWhenItIsSaidToBeReadable() {
    try (Journal journal = open()) {
      CompletableFuture<Boolean> whenWritten = new CompletableFuture<>();
      CompletableFuture<Boolean> whenReadable = new CompletableFuture<>();
      journal.append(
          "first".getBytes(UTF_8),
          new Appended() {
            @Override
            public void written(long index) {
              whenWritten.complete(journal.records() > 0);
            }

            @Override
            public void readable() {
              whenReadable.complete(journal.records() > 0);
            }

            @Override
            public void refused(String why) {
              whenWritten.completeExceptionally(new AssertionError(why));
            }
          });

      assertThat(whenWritten.join()).as("its writer may note its number first").isFalse();
      assertThat(whenReadable.join()).isTrue();
    }
  }

  @Test
  void whatIsReleasedIsNotReadAgainEvenByTheNextProcess() throws IOException {
    try (Journal journal = open()) {
      append(journal, texts(0, 10));
      List<JournalRecord> first = journal.reader().read(4);
      journal.reader().release(first.getLast().index() + 1);

      assertThat(journal.records()).isEqualTo(6);
    }
    try (Journal journal = open()) {
      assertThat(read(journal)).isEqualTo(texts(4, 10));
    }
  }

  @Test
  void whatIsReadButNotReleasedIsReadAgain() throws IOException {
    try (Journal journal = open()) {
      append(journal, texts(0, 10));
      journal.reader().read(7);
      journal.reader().release(3);
      journal.reader().rewind();

      assertThat(read(journal)).isEqualTo(texts(3, 10));
    }
  }

  @Test
  void theDiskIsGivenBackOnceAllIsReleased() throws IOException {
    try (Journal journal = open()) {
      append(journal, texts(0, 5000));
      assertThat(journal.bytes()).isGreaterThan(5000 * 20);
      read(journal);
      journal.reader().release(5000);
      journal.reader().tidy();

      assertThat(journal.bytes()).isZero();
      assertThat(files()).isEmpty();
      assertThat(journal.isDrained()).isTrue();

      append(journal, List.of("next"));
      assertThat(read(journal)).containsExactly("next");
    }
    try (Journal journal = open()) {
      assertThat(read(journal)).containsExactly("next");
    }
  }

  @Test
  void recordsGoOverSeveralFilesWhichAreDeletedOneByOne() throws IOException {
    try (Journal journal = open(8 * MIB)) {
      List<String> texts = texts(0, 2000).stream().map(text -> text.repeat(150)).toList();
      append(journal, texts);
      int files = files().size();
      assertThat(files).isGreaterThan(2);

      assertThat(read(journal)).isEqualTo(texts);
      journal.reader().release(1500);

      assertThat(files().size()).isBetween(1, files - 1);
      journal.reader().rewind();
      assertThat(read(journal)).isEqualTo(texts.subList(1500, 2000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 15, 16, 17, 30})
  void aTornTailIsCutAndCountedAndNothingElseIsLost(int bytesLeft) throws IOException {
    try (Journal journal = open()) {
      append(journal, List.of("whole one", "whole two"));
      append(journal, List.of("torn in the middle of a write"));
    }
    Path file = files().getFirst();
    long whole = SegmentFile.HEADER_BYTES + 2 * (SegmentFile.RECORD_OVERHEAD + 9);
    truncate(file, whole + bytesLeft);

    try (Journal journal = open()) {
      assertThat(journal.cutBytes()).isEqualTo(bytesLeft);
      append(journal, List.of("after"));
      assertThat(read(journal)).containsExactly("whole one", "whole two", "after");
    }
    try (Journal journal = open()) {
      assertThat(journal.cutBytes()).isZero();
      assertThat(read(journal)).containsExactly("whole one", "whole two", "after");
    }
  }

  @Test
  void aRecordWhoseBytesChangedIsNotTakenForARecord() throws IOException {
    try (Journal journal = open()) {
      append(journal, List.of("one", "two", "three"));
    }
    try (RandomAccessFile file = new RandomAccessFile(files().getFirst().toFile(), "rw")) {
      file.seek(
          SegmentFile.HEADER_BYTES + SegmentFile.RECORD_OVERHEAD + 3 + SegmentFile.RECORD_OVERHEAD);
      file.write('T');
    }

    try (Journal journal = open()) {
      assertThat(read(journal)).containsExactly("one");
      assertThat(journal.cutBytes()).isEqualTo(2 * SegmentFile.RECORD_OVERHEAD + 3 + 5);
    }
  }

  @Test
  void aFileOfNothingButAHalfHeaderIsForgotten() throws IOException {
    try (Journal journal = open()) {
      append(journal, List.of("one"));
    }
    truncate(files().getFirst(), 5);

    try (Journal journal = open()) {
      assertThat(journal.isDrained()).isTrue();
      append(journal, List.of("two"));
      assertThat(read(journal)).containsExactly("two");
    }
  }

  @Test
  void whatStandsInAFileBehindWhereTheNextOneBeginsWasRefused() throws IOException {
    List<String> texts = texts(0, 2000).stream().map(text -> text.repeat(150)).toList();
    try (Journal journal = open(8 * MIB)) {
      append(journal, texts);
    }
    assertThat(files()).hasSizeGreaterThan(2);
    ByteBuffer refused = ByteBuffer.allocate(100);
    SegmentFile.put(refused, "refused".getBytes(UTF_8), 1);
    SegmentFile.put(refused, "refused as well".getBytes(UTF_8), 1);
    Files.write(
        files().getFirst(),
        Arrays.copyOf(refused.array(), refused.position()),
        StandardOpenOption.APPEND);

    try (Journal journal = open(8 * MIB)) {
      assertThat(journal.cutBytes()).isEqualTo(refused.position());
      assertThat(read(journal)).isEqualTo(texts);
    }
  }

  @Test
  void aFullJournalRefusesAndTakesAgainWhenThereIsRoom() throws IOException {
    try (Journal journal = open(MIB)) {
      String long_ = "x".repeat(60_000);
      List<String> written = new ArrayList<>();
      String refusal = "";
      while (refusal.isEmpty()) {
        refusal = appendOne(journal, long_);
        if (refusal.isEmpty()) {
          written.add(long_);
        }
      }
      assertThat(refusal).contains("the journal is full").contains("of 1048576 bytes");
      assertThat(journal.problem()).isEqualTo(refusal);
      assertThat(journal.bytes()).isLessThanOrEqualTo(MIB);
      assertThat(read(journal)).isEqualTo(written);

      journal.reader().release(written.size());
      journal.reader().tidy();

      append(journal, List.of("fits"));
      assertThat(journal.problem()).isNull();
      assertThat(read(journal)).containsExactly("fits");
    }
  }

  @Test
  void aRecordThatIsTooLongIsRefused() throws IOException {
    try (Journal journal = open()) {
      assertThat(appendOne(journal, "x".repeat(SegmentFile.MAX_PAYLOAD_BYTES + 1)))
          .contains("too long");
      assertThat(appendOne(journal, "x".repeat(SegmentFile.MAX_PAYLOAD_BYTES))).isEmpty();
    }
  }

  @Test
  void twoProcessesCannotHaveOneJournal() throws IOException {
    try (Journal journal = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another process has this journal");
      assertThat(journal.isDrained()).isTrue();
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> Journal.open(file.resolve("journal"), MIB, CLOCK))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file.resolve("journal").toString())
        .hasMessageContaining("name a folder on a local disk");
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    Path own = folder.resolve("own");
    try (Journal journal = Journal.open(own, MIB, CLOCK)) {
      append(journal, List.of("one"));

      assertThat(Files.getPosixFilePermissions(own)).hasSize(3);
    }
  }

  @Test
  void theAgeIsThatOfTheOldestFileWithRecords() throws IOException {
    try (Journal journal = open()) {
      assertThat(journal.age()).isZero();
      append(journal, List.of("one"));
    }
    Clock later = Clock.offset(CLOCK, Duration.ofSeconds(90));
    try (Journal journal = Journal.open(folder, MIB, later)) {
      assertThat(journal.age()).isEqualTo(Duration.ofSeconds(90));
    }
  }

  @Test
  void aFileWhoseFirstWriteFailedDoesNotTakeItsSuccessorWithIt() throws IOException {
    FailingClock clock = new FailingClock();
    try (Journal journal = Journal.open(folder, MIB, clock)) {
      clock.fail = true;
      assertThat(appendOne(journal, "refused")).contains("the journal cannot be written");

      append(journal, List.of("one"));
      append(journal, List.of("two"));
      journal.reader().release(0);

      assertThat(journal.bytes()).isEqualTo(Files.size(files().getFirst()));
      assertThat(read(journal)).containsExactly("one", "two");
    }
    try (Journal journal = open()) {
      assertThat(read(journal)).containsExactly("one", "two");
    }
  }

  /**
   * Breaks the write that asks it for the time, and the cut that is tried then: a thread that is
   * interrupted can write to no file. Whoever hears of the failure ends that.
   */
  private static final class FailingClock extends Clock {
    volatile boolean fail;

    @Override
    public Instant instant() {
      if (fail) {
        fail = false;
        Thread.currentThread().interrupt();
      }
      return CLOCK.instant();
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private Journal open() {
    return open(64 * MIB);
  }

  private Journal open(long maxBytes) {
    return Journal.open(folder, maxBytes, CLOCK);
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
  }

  private static List<String> read(Journal journal) throws IOException {
    List<String> result = new ArrayList<>();
    List<JournalRecord> next = journal.reader().read(100);
    while (!next.isEmpty()) {
      next.forEach(record -> result.add(new String(record.payload(), UTF_8)));
      next = journal.reader().read(100);
    }
    return result;
  }

  /** Appends all and returns when all can be read. */
  private static void append(Journal journal, List<String> texts) {
    long before = journal.records();
    List<CompletableFuture<String>> outcomes =
        texts.stream().map(text -> appendLater(journal, text)).toList();
    assertThat(outcomes).allMatch(outcome -> outcome.join().isEmpty());
    await().until(() -> journal.records() == before + texts.size());
  }

  /** Empty if it was written, otherwise why it was not. */
  private static String appendOne(Journal journal, String text) {
    return appendLater(journal, text).join();
  }

  private static CompletableFuture<String> appendLater(Journal journal, String text) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    journal.append(
        text.getBytes(UTF_8),
        new Appended() {
          @Override
          public void written(long index) {
            outcome.complete("");
          }

          @Override
          public void refused(String why) {
            Thread.interrupted(); // as the failing clock left it
            outcome.complete(why);
          }
        });
    return outcome;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(SegmentFile.SUFFIX)).sorted().toList();
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private void copyTo(Path copy) throws IOException {
    Files.createDirectories(copy);
    try (Stream<Path> found = Files.list(folder)) {
      for (Path file : found.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }
}

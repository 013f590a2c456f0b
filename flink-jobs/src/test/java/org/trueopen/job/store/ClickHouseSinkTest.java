package org.trueopen.job.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.clickhouse.client.api.query.GenericRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.trueopen.event.Delivery;
import org.trueopen.event.DeliveryStatus.Status;
import org.trueopen.event.HitKind;
import org.trueopen.event.PixelPlace;
import org.trueopen.id.AccountId;
import org.trueopen.job.TestEvents;
import org.trueopen.job.source.Origin;
import org.trueopen.settings.Level;
import org.trueopen.settings.Setting;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;
import org.trueopen.store.Migrator;
import org.trueopen.store.StoreConfig;
import org.trueopen.store.TestClickHouse;
import org.trueopen.verdict.Crowd;
import org.trueopen.verdict.DelayCurve;
import org.trueopen.verdict.DeliveryFacts;
import org.trueopen.verdict.DeliveryLedger.EngagementStatement;
import org.trueopen.verdict.DeliveryLedger.HitStatement;
import org.trueopen.verdict.Engagement;
import org.trueopen.verdict.HitFacts;
import org.trueopen.verdict.ListVersion;
import org.trueopen.verdict.Opinion;
import org.trueopen.verdict.Place;
import org.trueopen.verdict.Reason;
import org.trueopen.verdict.Scope;
import org.trueopen.verdict.Transport;
import org.trueopen.verdict.Verdict;
import org.trueopen.verdict.VerdictClass;

@Timeout(240) // a few seconds, where nothing else runs
class ClickHouseSinkTest {

  /** A moment, where nothing else runs; who does not stop waiting never does. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final DeliveryFacts DELIVERY =
      DeliveryFacts.of(TestEvents.delivery("sink", "d1", AT));
  private static final Engagement STANDING =
      new Engagement(true, false, true, false, true, false, 70_000, 2, 3, 4, 5, false);

  private static final Scope SCOPE = new Scope(Scope.Kind.DOMAIN, "example.net", 2968);
  private static final Crowd.Counts PROFILE =
      new Crowd.Counts(
          12,
          0,
          9,
          7,
          1,
          new Crowd.Doings(2, 3, 0, 1),
          new DelayCurve(List.of(0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0)),
          new Opinion(Opinion.Kind.SCANNED_DOMAIN, 45, "mail is scanned", 60_000));

  private final TestClickHouse clickHouse = TestClickHouse.shared();
  private final ClickHouseWriter writer = new ClickHouseWriter(new UnregisteredMetricsGroup());

  @Test
  void rowsOfEveryTableReadBackAsTheyWereWritten() throws Exception {
    write(Rows.delivery(TestEvents.delivery("back", "d1", AT)));
    write(Rows.hit("back", "d1", statement("h1", AT, 1), AT));
    write(Rows.engagement("back", "d1", new EngagementStatement(STANDING, DELIVERY, -1), AT));
    write(Rows.status("back", "d1", new Transport.Report(Status.BOUNCED, AT), AT.plusMillis(1)));
    write(Rows.profile("back", SCOPE, PROFILE, AT));
    HitStatement before = statement("h1", AT, -1);
    HitStatement after =
        new HitStatement(
            before.hit(),
            new Verdict(VerdictClass.DECLARED_BOT, Place.FIRST, List.of(), 90, "r2"),
            before.filing(),
            1);
    List<HitStatement> corrected =
        List.of(before, after, statement("h2", AT, -1), statement("h2", AT, 1));
    for (StoreRow correction : Rows.corrections("back", "d1", corrected, AT)) {
      write(correction);
    }
    SettingKey key = SettingKey.tracking(new AccountId("back"), Level.DOMAIN, "demo.example");
    write(
        Rows.settingsChange(
            new Setting(key, new TrackingSwitches(Switch.ON, Switch.INHERIT), 7, AT, "admin")));
    HitStatement late = statement("h2", AT, PixelPlace.END, 1);
    write(Rows.lateHit("back", "d1", late.hit(), late.filing(), AT));
    write(Rows.deadLetter(new Origin("back", 3, 1L << 40), "why", new byte[] {1, 2}, AT));

    commit(writer.prepareCommit());

    assertThat(only("deliveries", "account = 'back'"))
        .isEqualTo(
            "back|d1|m-d1|2026-11-21 10:00:00.123|news@demo.example|demo.example|spring"
                + "|bob@example.net|example.net|18446744073709551574|Gr\u00fc\u00dfe|1"
                + "|['https://a.example/','https://b.example/u']|1"
                + "|1|MAILBOX|news@demo.example|2026-11-21 10:00:00.123|admin|1|DEFAULT||NULL|"
                + "|0|DEFAULT||NULL|");
    assertThat(only("delivery_statuses", "account = 'back'"))
        .isEqualTo("back|d1|BOUNCED|2026-11-21 10:00:00.123|2026-11-21 10:00:00.124");
    assertThat(only("domain_profiles", "account = 'back'"))
        .isEqualTo(
            "back|2026-11-19 00:00:00.000|example.net|12|9|7|1"
                + "|['0','3','4','0','0','0','0','0','0','0','0']|1|60|2026-11-21 10:00:00.123");
    assertThat(only("hits", "account = 'back'"))
        .isEqualTo(
            "back|d1|h1|2026-11-21 10:00:00.123|CLICK|1||https://b.example/u|GET|203.0.113.0/24|NZ"
                + "|18446744073709551609|Firefox on Linux|PERSON|REPEAT|['a','b']|['x','y']|95|r1"
                + "|['networks@2026-11-20+0000002a','user-agents@2026-11-19']|news@demo.example|demo.example|spring|2026-11-21 10:00:00.123|1|2026-11-21 10:00:00.123");
    assertThat(only("corrections", "account = 'back'"))
        .isEqualTo(
            "back|d1|h1|2026-11-21 10:00:00.123|CLICK|news@demo.example|demo.example|spring"
                + "|PERSON|DECLARED_BOT|a||r2|2026-11-21 10:00:00.123");
    assertThat(only("engagement", "account = 'back'"))
        .isEqualTo(
            "back|d1|2026-11-21 10:00:00.123|news@demo.example|demo.example|spring|example.net|1|1"
                + "|1|0|1|0|1|0|70000|2|3|4|5|-1|2026-11-21 10:00:00.123");
    assertThat(only("settings_changes", "account = 'back'"))
        .isEqualTo(
            "back|back/tracking-domain/demo.example|TRACKING_DOMAIN|demo.example|7"
                + "|{\"opens\":\"ON\",\"clicks\":\"INHERIT\",\"identity\":\"INHERIT\","
                + "\"textLinks\":\"INHERIT\"}|2026-11-21 10:00:00.123|admin");
    assertThat(only("late_hits", "account = 'back'"))
        .startsWith("back|d1|h2|2026-11-21 10:00:00.123|")
        .endsWith("|news@demo.example|demo.example|spring|2026-11-21 10:00:00.123");
    assertThat(only("dead_letters", "topic = 'back'"))
        .isEqualTo("back|3|1099511627776|why|AQI=|2026-11-21 10:00:00.123");
  }

  @Test
  void whatAnonymousMailAndABouncedDeliveryComeToReadsBack() throws Exception {
    Delivery anonymous = TestEvents.anonymous("odd", "d1", AT);
    write(Rows.delivery(anonymous));
    Engagement lost = new Engagement(true, false, true, false, false, false, 0, 0, 0, 0, 0, true);
    write(engagement("d1", Engagement.NONE, DeliveryFacts.of(anonymous)));
    write(engagement("d2", lost, DELIVERY));
    for (PixelPlace pixel : PixelPlace.values()) {
      write(Rows.hit("odd", "d1", statement("h-" + pixel, AT, pixel, 1), AT));
    }

    commit(writer.prepareCommit());

    assertThat(
            lines(
                "SELECT concat(toString(anonymous), ' ', identity_decided_by, ' ', identity_name,"
                    + " ' ', toString(identity_since), ' ', identity_set_by)"
                    + " FROM trueopen.deliveries WHERE account = 'odd'"))
        .containsExactly("1 CAMPAIGN spring 2026-11-21 10:00:00.123 admin");
    assertThat(
            lines(
                "SELECT concat(delivery_id, toString(opens_trackable), toString(clicks_trackable))"
                    + " FROM trueopen.engagement WHERE account = 'odd' ORDER BY delivery_id"))
        .containsExactly("d100", "d200");
    assertThat(
            lines(
                "SELECT concat(hit_id, ' ', pixel) FROM trueopen.hits WHERE account = 'odd'"
                    + " ORDER BY hit_id"))
        .containsExactly("h-EARLY EARLY", "h-END END", "h-IMAGE IMAGE", "h-NONE ");
  }

  private static StoreRow engagement(String delivery, Engagement standing, DeliveryFacts facts) {
    return Rows.engagement("odd", delivery, new EngagementStatement(standing, facts, 1), AT);
  }

  private List<String> lines(String sql) {
    return clickHouse.query(sql).stream().map(row -> row.getString(1)).toList();
  }

  @Test
  void aRepeatedCommitCountsOnceInTheTableAndInTheRollup() throws Exception {
    for (int month = 0; month < 130; month++) {
      // Each month is a partition, and so a part of its own.
      Instant at = AT.minus(Duration.ofDays(31L * month));
      write(Rows.hit("repeat", "d1", statement("h" + month, at, 1), AT));
    }
    List<StoreCommittable> prepared = writer.prepareCommit();
    assertThat(prepared).hasSize(1);

    commit(prepared);
    commit(prepared);
    commit(prepared);

    assertThat(count("hits WHERE account = 'repeat'")).isEqualTo(130);
    assertThat(sum("hits_hourly", "repeat")).isEqualTo(130);
  }

  @Test
  void equalRowsInTwoCheckpointsCountTwice() throws Exception {
    for (int checkpoint = 0; checkpoint < 2; checkpoint++) {
      write(Rows.hit("equal", "d1", statement("h1", AT, 1), AT));
      commit(writer.prepareCommit());
    }

    assertThat(count("hits WHERE account = 'equal'")).isEqualTo(2);
    assertThat(sum("hits_hourly", "equal")).isEqualTo(2);
  }

  @Test
  void muchIsCutIntoInsertsThatAreOneBlockEach() throws Exception {
    for (int i = 0; i < 100_000; i++) {
      write(Rows.hit("much", "d" + i, statement("h" + i, AT, 1), AT));
    }
    List<StoreCommittable> prepared = writer.prepareCommit();
    assertThat(prepared).hasSizeBetween(2, 4);
    assertThat(prepared)
        .allMatch(insert -> insert.rowBinary().length <= ClickHouseWriter.INSERT_BYTES);

    commit(prepared);
    commit(prepared);

    assertThat(count("hits WHERE account = 'much'")).isEqualTo(100_000);
    assertThat(sum("hits_hourly", "much")).isEqualTo(100_000);
    assertThat(writer.prepareCommit()).isEmpty();
  }

  @Test
  void anInsertTheServerRefusesWaitsUntilItIsTakenAndHoldsBackWhatFollows() throws Exception {
    write(Rows.hit("refused", "d1", statement("h1", AT, 1), AT));
    StoreCommittable insert = writer.prepareCommit().getFirst();
    StoreCommittable refused =
        new StoreCommittable(
            "trueopen.not_yet", insert.columns(), 1, insert.token(), insert.rowBinary());
    AtomicBoolean committed = new AtomicBoolean();
    Thread committing = committing(List.of(refused, insert), committed);

    await().until(() -> committing.getState() == Thread.State.TIMED_WAITING);
    assertThat(committed).isFalse();
    assertThat(count("hits WHERE account = 'refused'")).isZero();

    clickHouse.execute("CREATE TABLE trueopen.not_yet AS trueopen.hits");
    committing.join(PATIENCE);
    assertThat(committed).isTrue();
    assertThat(count("not_yet")).isEqualTo(1);
    assertThat(count("hits WHERE account = 'refused'")).isEqualTo(1);
    clickHouse.execute("DROP TABLE trueopen.not_yet");
  }

  @Test
  void aCancelledTaskStopsWaiting() throws Exception {
    write(Rows.hit("cancelled", "d1", statement("h1", AT, 1), AT));
    StoreCommittable insert = writer.prepareCommit().getFirst();
    StoreCommittable refused =
        new StoreCommittable("trueopen.never", insert.columns(), 1, insert.token(), new byte[0]);
    AtomicBoolean committed = new AtomicBoolean();
    Thread committing = committing(List.of(refused), committed);

    await().until(() -> committing.getState() == Thread.State.TIMED_WAITING);
    committing.interrupt();

    committing.join(PATIENCE);
    assertThat(committing.isAlive()).isFalse();
    assertThat(committed).isFalse();
  }

  @Test
  void whileClickHouseIsAwayTheCommitWaitsAndThenGoesThrough() throws Exception {
    try (TestClickHouse own = TestClickHouse.start()) {
      Migrator.migrate(own.migrator());
      write(Rows.hit("away", "d1", statement("h1", AT, 1), AT));
      List<StoreCommittable> prepared = writer.prepareCommit();
      commit(own.job(), prepared);
      own.kill();
      write(Rows.hit("away", "d1", statement("h2", AT, 1), AT));
      prepared = List.of(prepared.getFirst(), writer.prepareCommit().getFirst());
      AtomicBoolean committed = new AtomicBoolean();
      Thread committing = committing(own.job(), prepared, committed);
      await().until(() -> committing.getState() == Thread.State.TIMED_WAITING);

      own.killAndRestart();

      committing.join(PATIENCE);
      assertThat(committed).isTrue();
      assertThat(own.number("SELECT count() FROM trueopen.hits")).isEqualTo(2);
      assertThat(own.number("SELECT sum(hits) FROM trueopen.hits_hourly")).isEqualTo(2);
    }
  }

  private Thread committing(List<StoreCommittable> inserts, AtomicBoolean committed) {
    return committing(clickHouse.job(), inserts, committed);
  }

  private static Thread committing(
      StoreConfig job, List<StoreCommittable> inserts, AtomicBoolean committed) {
    return Thread.ofPlatform()
        .name("committing")
        .start(
            () -> {
              try {
                commit(job, inserts);
                committed.set(true);
              } catch (InterruptedException e) {
                // the end of the thread says so
              }
            });
  }

  @Test
  void aRowThatWaitedInACheckpointOfAnEarlierVersionStillFits() throws Exception {
    byte[] row =
        new RowBinary()
            .string("earlier")
            .string("d1")
            .string("h1")
            .time(AT)
            .string("OPEN")
            .int16(-1)
            .string("END")
            .string("")
            .string("GET")
            .string("203.0.113.0/24")
            .int64(7)
            .string("Chrome")
            .string("PERSON")
            .string("FIRST")
            .strings(List.of("a"))
            .strings(List.of("x"))
            .int8(85)
            .string("r1")
            .string("news@demo.example")
            .string("demo.example")
            .string("spring")
            .time(AT)
            .int8(1)
            .time(AT)
            .row(StoreTable.HITS_BEFORE_COUNTRIES)
            .rowBinary();
    byte[] waited = new byte[row.length + 1];
    waited[0] = 2; // what hits were then
    System.arraycopy(row, 0, waited, 1, row.length);

    write(new StoreRow.Serializer().decode(waited));
    commit(writer.prepareCommit());

    assertThat(only("hits", "account = 'earlier'"))
        .startsWith("earlier|d1|h1|")
        .contains("|203.0.113.0/24||7|Chrome|PERSON|")
        .contains("|85|r1|[]|news@demo.example|");
  }

  private void commit(List<StoreCommittable> inserts) throws InterruptedException {
    commit(clickHouse.job(), inserts);
  }

  private static void commit(StoreConfig job, List<StoreCommittable> inserts)
      throws InterruptedException {
    ClickHouseTarget target =
        new ClickHouseTarget(URI.create(job.url()), job.user(), job.password());
    try (ClickHouseInserts http = new ClickHouseInserts(target)) {
      new ClickHouseCommitter(http, new UnregisteredMetricsGroup())
          .commit(inserts.stream().<CommitRequest<StoreCommittable>>map(Request::new).toList());
    }
  }

  private void write(StoreRow row) throws InterruptedException {
    writer.add(row);
  }

  private static HitStatement statement(String hitId, Instant at, int sign) {
    return statement(hitId, at, PixelPlace.NONE, sign);
  }

  private static HitStatement statement(String hitId, Instant at, PixelPlace pixel, int sign) {
    HitFacts hit =
        new HitFacts(
            hitId,
            HitKind.CLICK,
            1,
            pixel,
            "https://b.example/u",
            at,
            "GET",
            "203.0.113.0/24",
            -7,
            9,
            "Firefox on Linux",
            VerdictClass.PERSON,
            List.of(),
            80,
            "NZ",
            List.of(
                new ListVersion(ListVersion.Name.NETWORKS, LocalDate.of(2026, 11, 20), 42),
                new ListVersion(ListVersion.Name.USER_AGENTS, LocalDate.of(2026, 11, 19), 0)));
    Verdict verdict =
        new Verdict(
            VerdictClass.PERSON,
            Place.REPEAT,
            List.of(new Reason("a", "x"), new Reason("b", "y")),
            95,
            "r1");
    return new HitStatement(hit, verdict, DELIVERY.filing(), sign);
  }

  /** The one row that fits, its columns as ClickHouse shows them. */
  private String only(String table, String where) {
    List<GenericRecord> rows =
        clickHouse.query(
            "SELECT arrayStringConcat([%s], '|') AS line FROM trueopen.%s WHERE %s"
                .formatted(shown(table), table, where));
    assertThat(rows).hasSize(1);
    return rows.getFirst().getString("line");
  }

  private static String shown(String table) {
    String columns = StoreTable.valueOf(table.toUpperCase(java.util.Locale.ROOT)).columns();
    return List.of(columns.split(", ")).stream()
        .map(column -> "ifNull(toString(" + column + "), 'NULL')")
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  private long count(String fromWhere) {
    return clickHouse.number("SELECT count() FROM trueopen." + fromWhere);
  }

  private long sum(String rollup, String account) {
    return clickHouse.number(
        "SELECT sum(hits) FROM trueopen.%s WHERE account = '%s'".formatted(rollup, account));
  }

  /** What Flink hands to a committer; ours looks at the committable alone. */
  private record Request(StoreCommittable committable) implements CommitRequest<StoreCommittable> {

    @Override
    public StoreCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("Flink gives up after a few of these");
    }

    @Override
    public void updateAndRetryLater(StoreCommittable updated) {
      throw new AssertionError("Flink gives up after a few of these");
    }

    @Override
    public void signalAlreadyCommitted() {}
  }
}

package org.trueopen.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.trueopen.store.World.Hit;
import org.trueopen.store.World.Sent;

/**
 * Every report query against counting a random world one by one: with corrections, batches in any
 * order, batches that come twice, in zones whose days begin at any quarter of an hour. Long,
 * because it defines every metric a second time, in one place, beside no other code.
 */
class ReportQueriesTest {
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "Asia/Kolkata",
          "Asia/Kathmandu",
          "America/St_Johns",
          "Australia/Lord_Howe");
  private static final int DELIVERIES = 120;

  private final TestClickHouse clickHouse = TestClickHouse.shared();

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void everyReportIsWhatCountingOneByOneGives(@ForAll long seed) throws Exception {
    String account = "w" + Long.toHexString(seed);
    World world = new World(seed, DELIVERIES);
    Changelog.write(clickHouse, account, world, seed);
    ZoneId zone = ZoneId.of(ZONES.get(Math.floorMod(seed, ZONES.size())));
    try (FormattedQueries queries = new FormattedQueries(clickHouse.admin())) {
      for (Question question : questions(account, zone)) {
        assertReports(queries, question, world);
      }
    }
  }

  /** All of it; the days of a fortnight; one mailbox's and campaign's. */
  private static List<Question> questions(String account, ZoneId zone) {
    Instant from = Instant.parse("2026-10-01T00:00:00Z");
    Instant to = Instant.parse("2026-12-31T00:00:00Z");
    Instant day = ZonedDateTime.of(2026, 10, 24, 0, 0, 0, 0, zone).toInstant();
    Instant later = ZonedDateTime.of(2026, 11, 7, 0, 0, 0, 0, zone).toInstant();
    return List.of(
        new Question(account, from, to, zone, List.of(), List.of(), List.of()),
        new Question(account, day, later, zone, List.of("acme.example"), List.of(), List.of()),
        new Question(
            account,
            day,
            to,
            zone,
            List.of(),
            List.of("shop@acme.example"),
            List.of("50% off", "")));
  }

  private record Question(
      String account,
      Instant from,
      Instant to,
      ZoneId zone,
      List<String> domains,
      List<String> mailboxes,
      List<String> campaigns) {

    Map<String, Object> parameters(String by, String then) {
      Map<String, Object> parameters = new HashMap<>();
      parameters.put("account", account);
      parameters.put("from", from);
      parameters.put("to", to);
      parameters.put("zone", zone);
      parameters.put("domains", domains);
      parameters.put("mailboxes", mailboxes);
      parameters.put("campaigns", campaigns);
      parameters.put("by", by);
      parameters.put("then", then);
      return parameters;
    }

    boolean contains(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }

    boolean of(Sent sent) {
      return any(domains, sent.domain())
          && any(mailboxes, sent.mailbox())
          && any(campaigns, sent.campaign());
    }

    private static boolean any(List<String> wanted, String value) {
      return wanted.isEmpty() || wanted.contains(value);
    }

    String key(String by, Sent sent, Instant at) {
      return switch (by) {
        case "hour" -> local(at).truncatedTo(ChronoUnit.HOURS).toLocalDateTime().toString();
        case "day" -> local(at).toLocalDate().toString();
        case "domain" -> sent.domain();
        case "mailbox" -> sent.mailbox();
        case "campaign" -> sent.campaign();
        default -> "";
      };
    }

    ZonedDateTime local(Instant at) {
      return at.atZone(zone);
    }
  }

  private record HitOf(Sent sent, Hit hit) {}

  private static void assertReports(FormattedQueries queries, Question asked, World world)
      throws Exception {
    List<Sent> sent =
        world.deliveries().stream()
            .filter(each -> asked.contains(each.at()) && asked.of(each))
            .toList();
    List<HitOf> hits =
        world.all().stream()
            .filter(asked::of)
            .flatMap(each -> each.hits().stream().map(hit -> new HitOf(each, hit)))
            .filter(each -> asked.contains(each.hit().at()))
            .toList();
    assertEngagement(queries, asked, sent);
    assertExclusions(queries, asked, sent);
    assertTimesOpened(queries, asked, sent);
    assertCohorts(queries, asked, sent);
    assertRecipientDomains(queries, asked, world);
    assertVerdicts(queries, asked, hits);
    assertHeatmap(queries, asked, hits);
    assertCorrections(queries, asked, hits);
    assertLinks(queries, asked, hits);
    assertClients(queries, asked, world);
    assertClicksOfALink(queries, asked, hits);
  }

  private static void assertEngagement(FormattedQueries queries, Question asked, List<Sent> sent)
      throws Exception {
    for (List<String> by :
        List.of(List.of("", ""), List.of("day", "campaign"), List.of("mailbox", "domain"))) {
      Map<List<Object>, List<Sent>> groups =
          sent.stream()
              .collect(
                  Collectors.groupingBy(
                      each ->
                          List.<Object>of(
                              asked.key(by.get(0), each, each.at()),
                              asked.key(by.get(1), each, each.at()))));
      List<String> expected = new ArrayList<>();
      groups.forEach((key, of) -> expected.add(line(key, rates(of))));
      assertThat(
              ask(
                  queries,
                  asked,
                  "report_engagement",
                  by.get(0),
                  by.get(1),
                  "key, then_key, deliveries, opens_trackable, clicks_trackable, raw_opened, opened,"
                      + " unknowable, machine_only, clicked, machine_clicked, opens, clicks,"
                      + " machine_opens, machine_clicks, forwards, forwarded,"
                      + " ifNull(round(open_rate_floor * 1000), -1),"
                      + " ifNull(round(open_rate_ceiling * 1000), -1),"
                      + " ifNull(round(click_rate * 1000), -1)"))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    // Hours of a changing clock may have one name; as instants they are told apart by the offset.
    assertThat(ask(queries, asked, "report_engagement", "hour", "", "sum(deliveries)"))
        .containsExactly(Integer.toString(sent.size()));
  }

  private static List<Object> rates(List<Sent> of) {
    long trackable = count(of, Sent::opensTrackable);
    long clicksTrackable = count(of, Sent::clicksTrackable);
    long opened = count(of, each -> each.opensTrackable() && standing(each).opened());
    long unknowable = count(of, each -> each.opensTrackable() && standing(each).unknowable());
    long clicked = count(of, each -> standing(each).clicked());
    return List.of(
        of.size(),
        trackable,
        clicksTrackable,
        count(of, each -> each.opensTrackable() && standing(each).rawOpened()),
        opened,
        unknowable,
        count(of, each -> each.opensTrackable() && standing(each).machineOnly()),
        clicked,
        count(of, each -> standing(each).machineClicked()),
        sum(of, Standing::opens),
        sum(of, Standing::clicks),
        sum(of, Standing::machineOpens),
        sum(of, Standing::machineClicks),
        sum(of, Standing::forwards),
        count(of, each -> standing(each).forwards() > 0),
        permille(opened, trackable),
        permille(opened + unknowable, trackable),
        permille(clicked, clicksTrackable));
  }

  /** To the nearest even, as ClickHouse rounds. */
  private static long permille(long part, long whole) {
    return whole == 0 ? -1 : (long) Math.rint((double) part / whole * 1000);
  }

  private static void assertExclusions(FormattedQueries queries, Question asked, List<Sent> sent)
      throws Exception {
    Map<String, Long> expected =
        sent.stream()
            .flatMap(
                each ->
                    Stream.of(
                        "OPEN\t" + reason(each, each.opensReason()),
                        "CLICK\t" + reason(each, each.clicksReason())))
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    assertThat(ask(queries, asked, "report_exclusions", "", "", "kind, reason, deliveries"))
        .containsExactlyInAnyOrderElementsOf(lines(expected));
  }

  private static String reason(Sent sent, String reason) {
    if (!reason.isEmpty()) {
      return reason;
    }
    return sent.anonymous() ? "ANONYMOUS" : sent.lost() ? "BOUNCED" : "TRACKABLE";
  }

  private static void assertTimesOpened(FormattedQueries queries, Question asked, List<Sent> sent)
      throws Exception {
    List<String> expected = new ArrayList<>();
    for (int times = 1; times <= 5; times++) {
      int nth = times;
      expected.add(times + "\t" + count(sent, each -> Math.min(5, standing(each).opens()) == nth));
    }
    // Nothing at all gives no row.
    List<String> found = ask(queries, asked, "report_times_opened", "", "", "times, deliveries");
    assertThat(found).isEqualTo(sent.isEmpty() ? List.of() : expected);
    assertThat(
            ask(
                queries,
                asked,
                "report_forwards",
                "campaign",
                "",
                "key, deliveries, forwarded, forwards"))
        .containsExactlyInAnyOrderElementsOf(
            sent.stream().collect(Collectors.groupingBy(Sent::campaign)).entrySet().stream()
                .map(
                    group ->
                        line(
                            List.of(group.getKey()),
                            List.of(
                                group.getValue().size(),
                                count(group.getValue(), each -> standing(each).forwards() > 0),
                                sum(group.getValue(), Standing::forwards))))
                .toList());
  }

  private static void assertCohorts(FormattedQueries queries, Question asked, List<Sent> sent)
      throws Exception {
    Map<String, Long> expected = new TreeMap<>();
    for (Sent each : sent) {
      each.hits().stream()
          .filter(hit -> hit.people() && hit.counts() && !hit.place().equals("FORWARD"))
          .filter(hit -> hit.open() || hit.impliesOpen())
          .findFirst()
          .ifPresent(
              hit ->
                  expected.merge(
                      asked.key("day", each, each.at())
                          + '\t'
                          + ChronoUnit.DAYS.between(each.at(), hit.at()),
                      1L,
                      Long::sum));
    }
    assertThat(ask(queries, asked, "report_cohorts", "", "", "sent_day, age_days, opened"))
        .containsExactlyInAnyOrderElementsOf(lines(expected));
    assertThat(expected.values().stream().mapToLong(each -> each).sum())
        .isEqualTo(count(sent, each -> standing(each).opened()));
  }

  private static void assertRecipientDomains(FormattedQueries queries, Question asked, World world)
      throws Exception {
    List<String> expected =
        world.deliveries().stream()
            .filter(each -> asked.contains(each.at()))
            .filter(each -> Question.any(asked.domains(), each.domain()))
            .collect(Collectors.groupingBy(Sent::recipientDomain))
            .entrySet()
            .stream()
            .map(
                group ->
                    line(
                        List.of(group.getKey()),
                        List.of(
                            group.getValue().size(),
                            count(group.getValue(), Sent::opensTrackable),
                            count(
                                group.getValue(),
                                each -> each.opensTrackable() && standing(each).opened()),
                            sum(group.getValue(), Standing::clicks))))
            .toList();
    assertThat(
            ask(
                queries,
                asked,
                "report_recipient_domains",
                "",
                "",
                "recipient_domain, deliveries, opens_trackable, opened, clicks"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertVerdicts(FormattedQueries queries, Question asked, List<HitOf> hits)
      throws Exception {
    for (String by : List.of("", "day", "mailbox")) {
      Map<String, Long> expected =
          counted(
              hits,
              each ->
                  line(
                      List.of(asked.key(by, each.sent(), each.hit().at())),
                      List.of(each.hit().kind(), each.hit().verdict(), each.hit().place())));
      assertThat(
              ask(
                  queries,
                  asked,
                  "report_verdicts",
                  by,
                  "",
                  "key, hit_kind, verdict_class, place_among_hits, found"))
          .containsExactlyInAnyOrderElementsOf(lines(expected));
    }
  }

  private static void assertHeatmap(FormattedQueries queries, Question asked, List<HitOf> hits)
      throws Exception {
    Map<String, Long> expected =
        counted(
            hits.stream().filter(each -> each.hit().counts() && each.hit().people()).toList(),
            each ->
                line(
                    List.of(
                        asked.local(each.hit().at()).getDayOfWeek().getValue(),
                        asked.local(each.hit().at()).getHour()),
                    List.of(each.hit().kind())));
    List<String> found = new ArrayList<>();
    for (String kind : List.of("OPEN", "CLICK")) {
      String column = kind.equals("OPEN") ? "opens" : "clicks";
      ask(queries, asked, "report_heatmap", "", "", "weekday, hour_of_day, " + column).stream()
          .filter(line -> !line.endsWith("\t0"))
          .map(line -> line.replaceFirst("\t([0-9]+)$", "\t" + kind + "\t$1"))
          .forEach(found::add);
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(lines(expected));
  }

  private static void assertCorrections(FormattedQueries queries, Question asked, List<HitOf> hits)
      throws Exception {
    Map<String, Long> expected =
        counted(
            hits.stream()
                .filter(each -> !each.hit().verdict().equals(each.hit().firstVerdict()))
                .toList(),
            each ->
                each.hit().kind() + '\t' + each.hit().firstVerdict() + '\t' + each.hit().verdict());
    assertThat(
            ask(
                queries,
                asked,
                "report_corrections",
                "",
                "",
                "hit_kind, verdict_from, verdict_to, corrections"))
        .containsExactlyInAnyOrderElementsOf(lines(expected));
  }

  private static void assertLinks(FormattedQueries queries, Question asked, List<HitOf> hits)
      throws Exception {
    List<String> expected =
        hits.stream()
            .filter(each -> !each.hit().open() && each.hit().counts())
            .collect(
                Collectors.groupingBy(each -> each.hit().url() + '\t' + each.sent().campaign()))
            .entrySet()
            .stream()
            .map(
                group ->
                    line(
                        List.of(group.getKey()),
                        List.of(
                            countHits(group.getValue(), Hit::people),
                            clickers(group.getValue()),
                            countHits(group.getValue(), Hit::unknowable),
                            countHits(group.getValue(), Hit::machine))))
            .toList();
    assertThat(
            ask(
                queries,
                asked,
                "report_links",
                "campaign",
                "",
                "url, key, clicks, clickers, unknowable_clicks, machine_clicks"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** Different deliveries, by looking at each. */
  private static long clickers(List<HitOf> clicks) {
    return clicks.stream()
        .filter(each -> !each.sent().aggregate() && each.hit().people())
        .filter(each -> !each.hit().place().equals("FORWARD"))
        .filter(ReportQueriesTest::isFirst)
        .count();
  }

  private static boolean isFirst(HitOf click) {
    return click.sent().hits().stream()
        .filter(hit -> !hit.open() && hit.people() && hit.counts())
        .filter(hit -> hit.link() == click.hit().link() && !hit.place().equals("FORWARD"))
        .findFirst()
        .orElseThrow()
        .equals(click.hit());
  }

  private static void assertClients(FormattedQueries queries, Question asked, World world)
      throws Exception {
    List<HitOf> hits =
        world.all().stream()
            .filter(each -> Question.any(asked.domains(), each.domain()))
            .flatMap(each -> each.hits().stream().map(hit -> new HitOf(each, hit)))
            .filter(each -> asked.contains(each.hit().at()) && each.hit().counts())
            .toList();
    List<String> expected =
        hits.stream()
            .collect(Collectors.groupingBy(each -> each.hit().client()))
            .entrySet()
            .stream()
            .map(
                group ->
                    line(
                        List.of(group.getKey()),
                        List.of(
                            countHits(group.getValue(), hit -> hit.open() && hit.people()),
                            countHits(group.getValue(), Hit::unknowable),
                            countHits(group.getValue(), Hit::machine),
                            group.getValue().size())))
            .toList();
    assertThat(
            ask(
                queries,
                asked,
                "report_clients",
                "",
                "",
                "client_family, opens, unknowable_hits, machine_hits, found"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertClicksOfALink(
      FormattedQueries queries, Question asked, List<HitOf> hits) throws Exception {
    List<String> expected =
        hits.stream()
            .filter(each -> each.hit().link() == 1 && each.hit().counts())
            .map(
                each ->
                    asked.account()
                        + each.hit().id()
                        + '\t'
                        + (each.sent().aggregate()
                            ? ""
                            : each.sent().id() + '@' + each.sent().recipientDomain())
                        + '\t'
                        + each.hit().verdict())
            .toList();
    List<String> found = new ArrayList<>();
    Map<String, Object> parameters = asked.parameters("", "");
    parameters.put("url", "https://acme.example/1");
    parameters.put("limit", 7);
    parameters.put("skip", 0);
    parameters.put("before_at", Instant.parse("2100-01-01T00:00:00Z"));
    parameters.put("before_id", "");
    List<String> page;
    do {
      page =
          ask(queries, "link_clicks", parameters, "hit_id, recipient, verdict_class, clicked_at");
      for (String line : page) {
        found.add(line.substring(0, line.lastIndexOf('\t')));
        parameters.put(
            "before_at",
            Instant.parse(line.substring(line.lastIndexOf('\t') + 1).replace(' ', 'T') + 'Z'));
        parameters.put("before_id", line.substring(0, line.indexOf('\t')));
      }
    } while (page.size() == 7);
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> ask(
      FormattedQueries queries,
      Question asked,
      String query,
      String by,
      String then,
      String columns)
      throws Exception {
    return ask(queries, query, asked.parameters(by, then), columns);
  }

  private static List<String> ask(
      FormattedQueries queries, String query, Map<String, Object> parameters, String columns)
      throws Exception {
    String sql = "SELECT " + columns + " FROM (\n" + Queries.load(query) + ")";
    try (InputStream answer =
        queries.askFor(String.valueOf(parameters.get("account")), sql, parameters, "TSVRaw")) {
      return new String(answer.readAllBytes(), UTF_8).lines().toList();
    }
  }

  private static String line(List<?> key, List<?> values) {
    return Stream.concat(key.stream(), values.stream())
        .map(String::valueOf)
        .collect(Collectors.joining("\t"));
  }

  private static List<String> lines(Map<String, Long> counts) {
    return counts.entrySet().stream().map(each -> each.getKey() + '\t' + each.getValue()).toList();
  }

  private static Map<String, Long> counted(Collection<HitOf> hits, Function<HitOf, String> key) {
    return hits.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  private static Standing standing(Sent sent) {
    return Standing.of(sent, sent.hits());
  }

  private static long count(List<Sent> sent, Predicate<Sent> which) {
    return sent.stream().filter(which).count();
  }

  private static long countHits(List<HitOf> hits, Predicate<Hit> which) {
    return hits.stream().map(HitOf::hit).filter(which).count();
  }

  private static long sum(List<Sent> sent, Function<Standing, Long> measure) {
    return sent.stream().map(ReportQueriesTest::standing).mapToLong(measure::apply).sum();
  }
}

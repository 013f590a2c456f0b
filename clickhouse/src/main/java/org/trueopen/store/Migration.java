package org.trueopen.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One numbered migration: a file {@code NNNN_verb_object.sql} with exactly one statement, which may
 * be run again if a run stopped before it was recorded.
 *
 * @param version the number in the name, from 1
 * @param name file name without {@code .sql}
 * @param sql the whole text of the file
 */
public record Migration(int version, String name, String sql) {
  private static final Pattern NAME = Pattern.compile("([0-9]{4})_[a-z0-9]+(?:_[a-z0-9]+)+");

  /** The migrations of this build, in order. A test compares the list with the folder. */
  private static final List<String> NAMES =
      List.of(
          "0001_create_deliveries",
          "0002_create_hits",
          "0003_create_hits_hourly",
          "0004_feed_hits_hourly",
          "0005_create_engagement",
          "0006_create_engagement_hourly",
          "0007_feed_engagement_hourly",
          "0008_create_settings_changes",
          "0009_create_dead_letters",
          "0010_add_identity_to_deliveries",
          "0011_add_pixel_to_hits",
          "0012_create_delivery_statuses",
          "0013_describe_deliveries_anew",
          "0014_describe_hits_anew",
          "0015_add_sent_at_to_hits",
          "0016_add_recipient_domain_to_engagement",
          "0017_create_hits_15min",
          "0018_fill_hits_15min",
          "0019_feed_hits_15min",
          "0020_drop_hits_hourly_mv",
          "0021_drop_hits_hourly",
          "0022_show_hits_hourly",
          "0023_create_engagement_15min",
          "0024_fill_engagement_15min",
          "0025_feed_engagement_15min",
          "0026_drop_engagement_hourly_mv",
          "0027_drop_engagement_hourly",
          "0028_show_engagement_hourly",
          "0029_create_clients_15min",
          "0030_fill_clients_15min",
          "0031_feed_clients_15min",
          "0032_create_links_15min",
          "0033_fill_links_15min",
          "0034_feed_links_15min",
          "0035_create_recipient_domains_15min",
          "0036_fill_recipient_domains_15min",
          "0037_feed_recipient_domains_15min",
          "0038_create_cohorts_15min",
          "0039_feed_cohorts_15min",
          "0040_create_decisions_15min",
          "0041_fill_decisions_15min",
          "0042_feed_decisions_15min",
          "0043_create_corrections",
          "0044_compress_hits",
          "0045_create_late_hits",
          "0046_create_domain_profiles",
          "0047_create_account_hits_15min",
          "0048_fill_account_hits_15min",
          "0049_feed_account_hits_15min",
          "0050_create_client_hits_15min",
          "0051_fill_client_hits_15min",
          "0052_feed_client_hits_15min",
          "0053_drop_clients_15min_mv",
          "0054_drop_clients_15min",
          "0055_create_delivery_times",
          "0056_fill_delivery_times",
          "0057_feed_delivery_times",
          "0058_create_erased_recipients",
          "0059_create_generations",
          "0060_create_links_1h",
          "0061_fill_links_1h",
          "0062_feed_links_1h",
          "0063_warm_deliveries",
          "0064_warm_engagement",
          "0065_create_erased_deliveries",
          "0066_add_country_and_lists_to_hits");

  /** A migration from the name of its file and its text. */
  public static Migration of(String name, String sql) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Migration name: expected NNNN_verb_object, found \"" + name + "\"");
    }
    return new Migration(Integer.parseInt(matcher.group(1)), name, sql);
  }

  /** The migrations of this build, in order. */
  public static List<Migration> all() {
    return NAMES.stream().map(name -> of(name, read(name))).toList();
  }

  /** SHA-256 of the text in UTF-8, lower-case hex. */
  public String checksum() {
    return sha256(sql);
  }

  /** SHA-256 of a text in UTF-8, lower-case hex. */
  public static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Migration.class.getResourceAsStream("migrations/" + name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException(
            "Migration "
                + name
                + ".sql is missing from the class path; rebuild the clickhouse jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read migration " + name + ".sql", e);
    }
  }
}

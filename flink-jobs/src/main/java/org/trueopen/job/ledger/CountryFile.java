package org.trueopen.job.ledger;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.trueopen.verdict.Countries;

/**
 * Countries from a file in the MaxMind DB format that has them as {@code country.iso_code}, as
 * GeoLite2's and DB-IP's do. The file is mapped and not copied, so it takes no heap, and subtasks
 * of one process share it. It must not be written to while it is open; another one may be moved
 * over it, which is read when the job starts again.
 */
public final class CountryFile implements Countries, Closeable {

  /** Decoded records that are kept: a file of countries has some hundred. */
  private static final int CACHED_RECORDS = 4096;

  /** How far a record with a country is looked for; where there are any, they are nearly all. */
  private static final int LOOKED_AT = 1000;

  private final Reader reader;
  private final AtomicLong failed = new AtomicLong();

  private CountryFile(Reader reader) {
    this.reader = reader;
  }

  /** What is asked of a record; the rest of it is skipped. */
  public record Found(@Nullable Country country) {

    @MaxMindDbConstructor
    public Found(@MaxMindDbParameter(name = "country") @Nullable Country country) {
      this.country = country;
    }

    String code() {
      return country == null ? "" : country.code();
    }
  }

  /**
   * A record's country.
   *
   * @param code two capital letters, or empty
   */
  public record Country(String code) {

    @MaxMindDbConstructor
    public Country(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
      this.code = code != null && isCode(code) ? code : "";
    }

    private static boolean isCode(String text) {
      return text.length() == 2 && text.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }
  }

  /**
   * @throws IOException if it cannot be read, or has no countries; the message says which
   */
  public static CountryFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("no file that can be read");
    }
    Reader reader =
        new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache(CACHED_RECORDS));
    if (!hasCountries(reader)) {
      String type = reader.getMetadata().databaseType();
      reader.close();
      throw new IOException("its type is " + type + ", and its records have no country.iso_code");
    }
    return new CountryFile(reader);
  }

  private static boolean hasCountries(Reader reader) throws IOException {
    try {
      Networks<Found> networks = reader.networks(Found.class);
      for (int i = 0; i < LOOKED_AT && networks.hasNext(); i++) {
        @Nullable Found found = networks.next().data();
        if (found != null && !found.code().isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (InvalidNetworkException | RuntimeException e) {
      return false; // a country is something else there
    }
  }

  /** Empty as well where the file is damaged: a hit is worth more than its country. */
  @Override
  public String of(byte[] address) {
    if (address.length * Byte.SIZE > 32 && reader.getMetadata().ipVersion() == 4) {
      return ""; // the reader would look up its first four bytes
    }
    try {
      @Nullable Found found = reader.get(InetAddress.getByAddress(address), Found.class);
      return found == null ? "" : found.code();
    } catch (IOException | RuntimeException e) {
      failed.incrementAndGet();
      return "";
    }
  }

  /** How many addresses could not be looked up, as the file is damaged there. */
  long failed() {
    return failed.get();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

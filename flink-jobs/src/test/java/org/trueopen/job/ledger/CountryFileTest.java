package org.trueopen.job.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryFileTest {

  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9, NZ",
    "203.0.113.200, AU",
    "198.51.100.1, ''",
    "192.0.2.1, ''",
    "2001:db8:7::1, DE",
    "2001:db8:8::1, ''"
  })
  void anAddressHasTheCountryOfItsNetwork(String address, String country) throws IOException {
    try (CountryFile countries = CountryFile.open(file(6))) {
      assertThat(countries.of(bytes(address))).isEqualTo(country);
      assertThat(countries.of(bytes(address))).as("once decoded").isEqualTo(country);
      assertThat(countries.failed()).isZero();
    }
  }

  @Test
  void aFileOfIpv4KnowsNoAddressOfIpv6() throws IOException {
    Path file = CountryFiles.write(dir.resolve("4.mmdb"), 4, Map.of("32.0.0.0/3", "NZ"));
    try (CountryFile countries = CountryFile.open(file)) {
      assertThat(countries.of(bytes("32.1.13.184"))).isEqualTo("NZ");
      assertThat(countries.of(bytes("2001:db8::1"))).isEmpty();
    }
  }

  @Test
  void whatCannotBeUsedSaysWhy() throws IOException {
    Path text = Files.writeString(dir.resolve("text.mmdb"), "not a database");
    Path half = dir.resolve("half.mmdb");
    byte[] whole = Files.readAllBytes(file(6));
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    Path networks =
        CountryFiles.writeRecords(
            dir.resolve("asn.mmdb"),
            6,
            "Test-ASN",
            Map.of("192.0.2.0/24", Map.of("autonomous_system_number", "Acme")));
    Path other =
        CountryFiles.writeRecords(
            dir.resolve("other.mmdb"), 6, "Other", Map.of("192.0.2.0/24", Map.of("country", "NZ")));

    assertThatThrownBy(() -> CountryFile.open(dir.resolve("none.mmdb")))
        .isInstanceOf(IOException.class)
        .hasMessage("no file that can be read");
    assertThatThrownBy(() -> CountryFile.open(dir)).hasMessage("no file that can be read");
    assertThatThrownBy(() -> CountryFile.open(text)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CountryFile.open(half)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> CountryFile.open(networks))
        .isInstanceOf(IOException.class)
        .hasMessage("its type is Test-ASN, and its records have no country.iso_code");
    assertThatThrownBy(() -> CountryFile.open(other)).hasMessageContaining("its type is Other");
  }

  @Test
  void aDamagedRecordCostsTheCountryAndNotTheHit() throws IOException {
    Path file = file(6);
    byte[] bytes = Files.readAllBytes(file);
    // The record of 203.0.113.128/25, the last one, is no map any more.
    String text = new String(bytes, ISO_8859_1);
    bytes[text.lastIndexOf("continent") - 2] = (byte) 0xff;
    Files.write(file, bytes);

    try (CountryFile countries = CountryFile.open(file)) {
      assertThat(countries.of(bytes("203.0.113.200"))).isEmpty();
      assertThat(countries.failed()).isEqualTo(1);
      assertThat(countries.of(bytes("203.0.113.9"))).isEqualTo("NZ");
    }
  }

  private Path file(int ipVersion) throws IOException {
    return CountryFiles.write(
        dir.resolve("countries.mmdb"),
        ipVersion,
        Map.of(
            "203.0.113.0/25", "NZ",
            "203.0.113.128/25", "AU",
            "198.51.100.0/24", "Atlantis",
            "2001:db8:7::/48", "DE"));
  }

  private static byte[] bytes(String address) throws IOException {
    return InetAddress.getByName(address).getAddress();
  }
}

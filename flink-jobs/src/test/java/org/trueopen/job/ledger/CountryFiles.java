package org.trueopen.job.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small files in the MaxMind DB format, by its specification 2.0
 * (https://maxmind.github.io/MaxMind-DB/).
 */
public final class CountryFiles {

  private static final int EMPTY = -1;
  private static final byte[] MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(ISO_8859_1);

  private static final int STRING = 2;
  private static final int UINT16 = 5;
  private static final int UINT32 = 6;
  private static final int MAP = 7;
  private static final int UINT64 = 9;
  private static final int ARRAY = 11;

  private final int ipVersion;
  private final List<int[]> nodes = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  private CountryFiles(int ipVersion) {
    this.ipVersion = ipVersion;
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /**
   * Countries as GeoLite2 has them.
   *
   * @param countries a code for each network in CIDR text, none of which lies within another
   */
  public static Path write(Path file, int ipVersion, Map<String, String> countries)
      throws IOException {
    Map<String, Object> records = new TreeMap<>();
    countries.forEach(
        (network, code) ->
            records.put(
                network,
                Map.of(
                    "continent", Map.of("code", "XX"),
                    "country", Map.of("iso_code", code, "names", Map.of("en", "A country")))));
    return writeRecords(file, ipVersion, "Test-Country", records);
  }

  /**
   * Records of any kind.
   *
   * @param records of maps and texts
   */
  static Path writeRecords(Path file, int ipVersion, String type, Map<String, Object> records)
      throws IOException {
    CountryFiles made = new CountryFiles(ipVersion);
    records.forEach(made::add);
    return Files.write(file, made.bytes(type));
  }

  private void add(String network, Object record) {
    int offset = data.size();
    value(data, record);
    IPAddress block = new IPAddressString(network).getAddress();
    // IPv4 stands under ::/96 in a tree of IPv6.
    int skipped = block.isIPv4() && ipVersion == 6 ? 96 : 0;
    byte[] bytes = block.getBytes();
    int bits = skipped + block.getNetworkPrefixLength();
    int node = 0;
    for (int i = 0; i < bits; i++) {
      int at = i - skipped;
      int bit = at < 0 ? 0 : (bytes[at / 8] >> (7 - at % 8)) & 1;
      int[] children = nodes.get(node);
      if (i == bits - 1) {
        children[bit] = -2 - offset;
      } else if (children[bit] == EMPTY) {
        children[bit] = nodes.size();
        nodes.add(new int[] {EMPTY, EMPTY});
      }
      node = children[bit];
    }
  }

  private byte[] bytes(String type) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int[] children : nodes) {
      ByteBuffer node = ByteBuffer.allocate(8);
      for (int child : children) {
        node.putInt(pointer(child));
      }
      file.writeBytes(node.array());
    }
    file.writeBytes(new byte[16]);
    file.writeBytes(data.toByteArray());
    file.writeBytes(MARKER);
    metadata(file, type);
    return file.toByteArray();
  }

  private int pointer(int child) {
    if (child == EMPTY) {
      return nodes.size();
    }
    return child >= 0 ? child : nodes.size() + 16 + (-2 - child);
  }

  private void metadata(ByteArrayOutputStream out, String type) {
    control(out, MAP, 9);
    value(out, "binary_format_major_version");
    number(out, UINT16, 2);
    value(out, "binary_format_minor_version");
    number(out, UINT16, 0);
    value(out, "build_epoch");
    number(out, UINT64, 1);
    value(out, "database_type");
    value(out, type);
    value(out, "description");
    value(out, Map.of("en", "for tests"));
    value(out, "ip_version");
    number(out, UINT16, ipVersion);
    value(out, "languages");
    control(out, ARRAY, 1);
    value(out, "en");
    value(out, "node_count");
    number(out, UINT32, nodes.size());
    value(out, "record_size");
    number(out, UINT16, 32);
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    if (value instanceof Map<?, ?> map) {
      control(out, MAP, map.size());
      new TreeMap<>(map)
          .forEach(
              (key, each) -> {
                value(out, key);
                value(out, each);
              });
    } else {
      byte[] text = value.toString().getBytes(UTF_8);
      control(out, STRING, text.length);
      out.writeBytes(text);
    }
  }

  private static void number(ByteArrayOutputStream out, int type, int value) {
    control(out, type, 2);
    out.write(value >> 8);
    out.write(value);
  }

  /** The byte that begins a value, and the byte of a type beyond 7; sizes up to 28. */
  private static void control(ByteArrayOutputStream out, int type, int size) {
    if (size > 28) {
      throw new IllegalArgumentException("expected at most 28, found " + size);
    }
    out.write(type > 7 ? size : type << 5 | size);
    if (type > 7) {
      out.write(type - 7);
    }
  }
}

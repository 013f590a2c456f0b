package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.util.MimeUtil;

/** The fields of the product in a mail's header: those that came go, the given ones come. */
final class MimeOwnFields {

  private static final Pattern NAME = Pattern.compile("[!-9;-~]{1,76}");

  /** RFC 6376 section 3.5: the names of the signed fields. */
  private static final Pattern SIGNED_NAMES = Pattern.compile("(?:^|;)\\s*h\\s*=([^;]*)");

  private static final int MAX_SIGNATURE_BYTES = 64 << 10;

  private MimeOwnFields() {}

  /** The changes to the header. A field under the mail's own signature is neither taken nor put. */
  static List<MimeCut> cuts(MimeHeader header, Map<String, String> added) {
    byte[] source = header.source();
    Set<String> signed = signedNames(header);
    List<MimeCut> cuts = new ArrayList<>();
    boolean lastGoes = false;
    for (MimeField field : header.fields()) {
      if (field.startsWith(source, MimeHeader.OWN_PREFIX)
          && !signed.contains(field.name(source).toLowerCase(Locale.ROOT))) {
        cuts.add(MimeCut.remove(field));
        lastGoes = field.end() == header.end();
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> field : added.entrySet()) {
      String line = line(field.getKey(), field.getValue(), header.lineBreak());
      if (!signed.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        lines.append(line);
      }
    }
    if (!lines.isEmpty()) {
      cuts.add(insertion(header, lines.toString(), lastGoes));
    }
    return cuts;
  }

  /** Puts whole lines in behind the last field. */
  static MimeCut insertion(MimeHeader header, String lines) {
    return insertion(header, lines, false);
  }

  /**
   * @param lastGoes whether the last field is taken out, so that its line needs no end
   */
  private static MimeCut insertion(MimeHeader header, String lines, boolean lastGoes) {
    byte[] source = header.source();
    int at = header.end();
    boolean open = at > 0 && source[at - 1] != '\n' && !lastGoes;
    String before = open ? header.lineBreak() : "";
    // A body without a blank line in front would be read as the last field's continuation.
    boolean continues = at < source.length && (source[at] == ' ' || source[at] == '\t');
    return MimeCut.replace(at, at, before + lines + (continues ? header.lineBreak() : ""));
  }

  private static String line(String name, String value, String lineBreak) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("header name: expected printable ASCII without a colon");
    }
    if (value.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
      throw new IllegalArgumentException("header " + name + ": a control character in its value");
    }
    String encoded =
        EncoderUtil.encodeIfNecessary(
            value.strip(), EncoderUtil.Usage.TEXT_TOKEN, name.length() + 2);
    return MimeUtil.fold(name + ": " + encoded, 0).replace("\r\n", lineBreak) + lineBreak;
  }

  private static Set<String> signedNames(MimeHeader header) {
    Set<String> names = new HashSet<>();
    for (String signature : MimeProtection.DKIM_FIELDS) {
      for (MimeField field : header.all(signature)) {
        var list = SIGNED_NAMES.matcher(field.value(header.source(), MAX_SIGNATURE_BYTES));
        while (list.find()) {
          for (String name : list.group(1).split(":", -1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return names;
  }
}

package org.trueopen.instrument;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.MailboxAddress;
import org.trueopen.settings.DecidedBy;

/**
 * A mail as it came (RFC 5322, RFC 2045 to 2049), read once. Any bytes are a mail; what cannot be
 * read surely, or must not be changed, has an {@link #obstacle} and goes out untouched.
 */
public final class MimeSource {

  /** Subjects are shown and stored; this is the longest line of RFC 5322 section 2.1.1. */
  private static final int MAX_SUBJECT_CHARS = 998;

  /** More of a field is not decoded: a crafted one is dear to read. */
  private static final int MAX_DECODED_BYTES = 8192;

  /** One has up to 75 characters (RFC 2047 section 2). */
  private static final int MAX_ENCODED_WORDS = MAX_DECODED_BYTES / 40;

  private static final Pattern BRACKETED = Pattern.compile("<([^<>]*)>");

  private final byte[] raw;
  private final MimeHeader header;
  private final MimeFindings findings;

  private MimeSource(byte[] raw) {
    this.raw = raw;
    this.header = MimeHeader.scan(raw, 0, new MimeBoundaries());
    this.findings = MimeFindings.of(raw, header);
  }

  /**
   * Reads a mail.
   *
   * @param raw kept, not copied: the caller must not change it
   */
  public static MimeSource read(byte[] raw) {
    return new MimeSource(raw);
  }

  /** Why the mail must not be changed; null if it may be. */
  public @Nullable DecidedBy obstacle() {
    return findings.obstacle();
  }

  /** What was found, for the log: no address, nothing of the text. Empty without an obstacle. */
  public String obstacleDetail() {
    return findings.detail();
  }

  /** Whether there is an HTML body that a pixel can be put into. */
  public boolean hasHtml() {
    return findings.bodies().stream().anyMatch(MimeBody::isHtml);
  }

  /** Whether there is a plain text body that can be changed. */
  public boolean hasText() {
    return findings.bodies().stream().anyMatch(body -> !body.isHtml());
  }

  /** The first address of From, or else of Sender. */
  public Optional<MailboxAddress> from() {
    return MimeAddresses.from(header);
  }

  /** The addresses of To, Cc and Bcc, each once. */
  public List<MailboxAddress> recipients() {
    return MimeAddresses.recipients(header);
  }

  /** Decoded, at most 998 characters; empty if there is none. */
  public String subject() {
    String subject = header("Subject").orElse("");
    return subject.length() <= MAX_SUBJECT_CHARS
        ? subject
        : subject.substring(
            0, subject.offsetByCodePoints(0, subject.codePointCount(0, MAX_SUBJECT_CHARS)));
  }

  /** The first field of that name, decoded (RFC 2047), on one line; of a long one the beginning. */
  public Optional<String> header(String name) {
    return header.value(name, MAX_DECODED_BYTES).map(MimeSource::decoded);
  }

  private static String decoded(String value) {
    return value.split("=\\?", MAX_ENCODED_WORDS + 2).length > MAX_ENCODED_WORDS + 1
        ? value
        : DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
  }

  /** The http and https targets of List-Unsubscribe (RFC 2369), which are never to be tracked. */
  public Set<String> unsubscribeUrls() {
    Set<String> urls = new LinkedHashSet<>();
    for (MimeField field : header.all("List-Unsubscribe")) {
      Matcher targets = BRACKETED.matcher(field.value(raw, MAX_DECODED_BYTES));
      while (targets.find()) {
        String url = targets.group(1).replaceAll("\\s", "");
        if (url.regionMatches(true, 0, "http:", 0, 5)
            || url.regionMatches(true, 0, "https:", 0, 6)) {
          urls.add(url);
        }
      }
    }
    return urls;
  }

  /**
   * Finds what to change. A mail with an {@link #obstacle} is left as it is.
   *
   * @param html whether HTML bodies get the pixel and tracked links
   * @param textLinks whether links in plain text are tracked too
   */
  public MimeTemplate template(LinkRules rules, boolean html, boolean textLinks) {
    return findings.obstacle() == null
        ? new MimePlan(rules, html, textLinks).template(header, findings.bodies())
        : new MimeTemplate(header, List.of(), List.of());
  }

  /** Writes the mail as it came, save for the product's own header fields. */
  public void writeUntouched(OutputStream out, Map<String, String> addedHeaders)
      throws IOException {
    MimeCut.Writer writer = new MimeCut.Writer(raw, out);
    writer.write(new ArrayList<>(MimeOwnFields.cuts(header, addedHeaders)));
    writer.finish();
  }
}

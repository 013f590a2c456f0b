package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which parts of a mail a reader is shown as its text: those that may be changed. */
final class MimeBodies {

  /**
   * Their parts are no text of this mail: reports quote another, forms and byte ranges are data,
   * signed and encrypted ones are not to be changed.
   */
  private static final Set<String> CLOSED =
      Set.of(
          "multipart/report",
          "multipart/digest",
          "multipart/signed",
          "multipart/encrypted",
          "multipart/form-data",
          "multipart/byteranges",
          "multipart/x-mixed-replace",
          "multipart/appledouble",
          "multipart/header-set");

  private final List<MimePart> found = new ArrayList<>();

  private MimeBodies() {}

  /** The bodies of type text/html and text/plain, in the order of the source. */
  static List<MimePart> of(MimePart mail) throws MimeUnreadableException {
    MimeBodies bodies = new MimeBodies();
    bodies.walk(mail);
    return bodies.found;
  }

  static boolean isHtml(MimePart part) {
    return part.type().is("text/html");
  }

  private void walk(MimePart part) throws MimeUnreadableException {
    if (CLOSED.contains(part.type().value())) {
      return;
    }
    MimePart root = part.type().is("multipart/related") ? root(part) : null;
    if (root != null && root.all().anyMatch(MimeBodies::isHtml)) {
      // The others are what the root shows, be it HTML too.
      walk(root);
      return;
    }
    for (MimePart child : part.children()) {
      walk(child);
    }
    if (isBody(part)) {
      found.add(part);
    }
  }

  /** RFC 2387 section 3.2: the part that start names, or the first. */
  private static @Nullable MimePart root(MimePart related) {
    String start = related.type().param("start");
    for (MimePart child : related.children()) {
      if (start != null
          && child.header().value("Content-ID", 1000).filter(start::equals).isPresent()) {
        return child;
      }
    }
    return related.children().isEmpty() ? null : related.children().getFirst();
  }

  private static boolean isBody(MimePart part) throws MimeUnreadableException {
    // Without a blank line, what is put into the body would be read as header; and an empty body
    // may
    // stand right in front of a delimiter, which has to begin a line.
    if (part.header().end() == part.bodyStart()
        || (part.bodyEnd() == part.bodyStart() && part.parent() != null)) {
      return false;
    }
    if (!part.type().readable() || !(isHtml(part) || part.type().is("text/plain"))) {
      return false;
    }
    MimeType disposition = MimeType.disposition(part.header());
    if (disposition == null || disposition.is("")) {
      return !(part.type().namesFile() && isLaterInMixed(part));
    }
    // Any other than inline is to be taken for an attachment (RFC 2183 section 2.8).
    boolean namesFile = disposition.namesFile() || part.type().namesFile();
    return disposition.is("inline") && !(namesFile && isLaterInMixed(part));
  }

  /** There, clients show a part with a file name as a file, whatever it asks for. */
  private static boolean isLaterInMixed(MimePart part) {
    MimePart parent = part.parent();
    return parent != null
        && !parent.type().is("multipart/alternative")
        && !parent.type().is("multipart/related")
        && parent.children().getFirst() != part;
  }
}

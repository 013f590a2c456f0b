package org.trueopen.instrument;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A mail, read once, from which every recipient's copy is made by splicing bytes: whatever is not a
 * changed body, or one of the product's own header fields, stays byte for byte as it came.
 */
public final class MimeTemplate {

  private final MimeHeader header;
  private final List<MimeEdit> edits;
  private final List<String> links;

  /**
   * @param edits in the order of the source
   */
  MimeTemplate(MimeHeader header, List<MimeEdit> edits, List<String> links) {
    this.header = header;
    this.edits = List.copyOf(edits);
    this.links = List.copyOf(links);
  }

  /** The tracked links' addresses by number: those of the HTML bodies, then those of the text. */
  public List<String> links() {
    return links;
  }

  /**
   * Writes one recipient's copy. Holds one body in memory at a time.
   *
   * @param addedHeaders put at the header's end, in place of all {@code X-TrueOpen-} fields that
   *     came with the mail
   * @throws IllegalArgumentException if a header holds a line break or another control character
   */
  public void writeTo(OutputStream out, RecipientUrls urls, Map<String, String> addedHeaders)
      throws IOException {
    MimeCut.Writer writer = new MimeCut.Writer(header.source(), out);
    List<MimeCut> cuts = new ArrayList<>(measuresAround(urls));
    cuts.addAll(MimeOwnFields.cuts(header, addedHeaders));
    for (MimeEdit edit : edits) {
      String changed = edit.render(urls);
      if (changed != null) {
        cuts.addAll(edit.cuts(changed));
        writer.write(cuts);
        cuts.clear();
      }
    }
    writer.write(cuts);
    writer.finish();
  }

  /**
   * A Content-Length stands in front of what it measures, so whether that changes has to be known
   * first. Rare enough to render those bodies twice.
   */
  private List<MimeCut> measuresAround(RecipientUrls urls) {
    SortedMap<Integer, MimeCut> cuts = new TreeMap<>();
    for (MimeEdit edit : edits) {
      List<MimeCut> around = new ArrayList<>();
      for (MimePart p = edit.body().part().parent(); p != null; p = p.parent()) {
        around.addAll(MimeEdit.measures(p));
      }
      if (!around.isEmpty() && edit.render(urls) != null) {
        around.forEach(cut -> cuts.put(cut.from(), cut));
      }
    }
    return List.copyOf(cuts.values());
  }
}

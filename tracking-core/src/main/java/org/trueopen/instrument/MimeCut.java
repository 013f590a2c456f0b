package org.trueopen.instrument;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/** A piece of the source, and what stands there in a copy. Equal ends put something in. */
final class MimeCut {

  private final int from;
  private final int to;
  private final byte[] replacement;

  MimeCut(int from, int to, byte[] replacement) {
    this.from = from;
    this.to = to;
    this.replacement = replacement;
  }

  static MimeCut remove(MimeField field) {
    return new MimeCut(field.start(), field.end(), new byte[0]);
  }

  static MimeCut replace(int from, int to, String ascii) {
    return new MimeCut(from, to, ascii.getBytes(US_ASCII));
  }

  int from() {
    return from;
  }

  /** Writes a source piece by piece, each cut once, in order. */
  static final class Writer {
    private final byte[] source;
    private final OutputStream out;
    private int pos;

    Writer(byte[] source, OutputStream out) {
      this.source = source;
      this.out = out;
    }

    /** All cuts lie behind those of earlier calls, and none upon another. */
    void write(List<MimeCut> cuts) throws IOException {
      for (MimeCut cut : cuts.stream().sorted(Comparator.comparingInt(MimeCut::from)).toList()) {
        if (cut.from < pos) {
          throw new IllegalStateException("cuts overlap at " + cut.from);
        }
        out.write(source, pos, cut.from - pos);
        out.write(cut.replacement);
        pos = cut.to;
      }
    }

    void finish() throws IOException {
      out.write(source, pos, source.length - pos);
      pos = source.length;
    }
  }
}

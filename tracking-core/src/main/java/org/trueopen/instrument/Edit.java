package org.trueopen.instrument;

import java.util.Comparator;

/** A place in a source text where a copy differs. Places never overlap. */
sealed interface Edit {

  Comparator<Edit> IN_ORDER = Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end);

  int start();

  int end();

  /** A tracked link's address, without its quotes. */
  record Link(int start, int end, int number) implements Edit {}

  /** The address of the image that carries the open. */
  record Image(int start, int end, String destination, String name) implements Edit {}

  /** The opt-out placeholder. */
  record OptOut(int start, int end) implements Edit {}

  /** Room for a pixel. */
  record PixelRoom(int start) implements Edit {
    @Override
    public int end() {
      return start;
    }
  }
}

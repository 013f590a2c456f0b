package org.trueopen.admin.domain;

import java.util.List;

/** What DNS said. */
sealed interface Lookup {

  /** There are such records; texts, or names in lower case without the last dot. */
  record Found(List<String> values) implements Lookup {
    public Found {
      values = List.copyOf(values);
    }
  }

  /** DNS answered, and there is no such record. */
  record Nothing() implements Lookup {}

  /** Nobody answered, or with an error: nothing is known. */
  record Failed(String why) implements Lookup {}
}

package org.trueopen.admin.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a list of opt-outs.
 *
 * @param alreadyThere had opted out before, or stand in the list a second time
 * @param invalid lines that are neither an address nor a recipient key
 * @param invalidLines the first of them, counted from 1
 */
record OptOutListJson(
    @JsonInclude(JsonInclude.Include.NON_NULL) ApiError.@Nullable Body error,
    int added,
    int alreadyThere,
    int invalid,
    List<Integer> invalidLines) {

  static OptOutListJson done(OptOutList list, int added, int before) {
    return new OptOutListJson(
        null, added, before + list.repeated(), list.invalid(), list.invalidLines());
  }

  static OptOutListJson refused(OptOutList list) {
    String message =
        "%d lines are neither an address nor a recipient key; nothing was written. Mend them, or add"
                .formatted(list.invalid())
            + " ?skipInvalid=true to leave them out.";
    return new OptOutListJson(
        ApiError.Body.of(ErrorCode.INVALID_LINES, message),
        0,
        0,
        list.invalid(),
        list.invalidLines());
  }
}

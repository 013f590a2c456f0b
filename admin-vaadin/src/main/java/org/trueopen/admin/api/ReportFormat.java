package org.trueopen.admin.api;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** In which a report can be had, the first one unless told otherwise. */
enum ReportFormat {
  JSON("application/json", "JSONEachRow SETTINGS output_format_json_array_of_rows = 1"),
  LINES("application/x-ndjson", "JSONEachRow"),
  CSV("text/csv", "CSVWithNames"),
  PARQUET("application/vnd.apache.parquet", "Parquet");

  private final String type;
  private final String clickHouse;

  ReportFormat(String type, String clickHouse) {
    this.type = type;
    this.clickHouse = clickHouse;
  }

  MediaType type() {
    return MediaType.valueOf(type);
  }

  /** The query with its FORMAT clause. */
  String of(String sql) {
    return sql + "\nFORMAT " + clickHouse;
  }

  /**
   * @param accept the header; null for none
   * @throws ApiException 406 if there is none of what is accepted
   */
  static ReportFormat accepted(@Nullable String accept) {
    try {
      List<MediaType> wanted = MediaType.parseMediaTypes(accept == null ? "*/*" : accept);
      MimeTypeUtils.sortBySpecificity(wanted);
      for (MediaType each : wanted) {
        for (ReportFormat format : values()) {
          if (each.getQualityValue() > 0 && each.includes(format.type())) {
            return format;
          }
        }
      }
    } catch (InvalidMediaTypeException e) {
      // said below
    }
    throw new ApiException(
        ErrorCode.NOT_ACCEPTABLE,
        "Accept one of "
            + Arrays.stream(values()).map(format -> format.type).collect(Collectors.joining(", "))
            + '.');
  }
}

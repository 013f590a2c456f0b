package org.trueopen.admin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.trueopen.instrument.DocumentLink;
import org.trueopen.store.FormattedQueries;
import org.trueopen.store.TestClickHouse;

class DocumentColumnTest {

  private static final List<String> URLS =
      List.of(
          "https://demo.example/prices.pdf",
          "https://demo.example/files/Prices%202026.PDF?download=1#page=3",
          "https://demo.example/a|b/offer.docx",
          "https://demo.example/read",
          "https://demo.example/pdf",
          "https://demo.example/prices.pdf/",
          "https://demo.example/view?file=prices.pdf",
          "https://demo.example/#prices.pdf",
          "https://archive.zip",
          "https://archive.zip?a=/b.pdf",
          "");

  /** The table of links in the pages asks the class, the report and its CSV ask the engine. */
  @Test
  void theEngineKnowsADocumentAsThePagesDo() throws Exception {
    String sql =
        "SELECT "
            + ReportKind.IS_DOCUMENT
            + " FROM (SELECT arrayJoin({urls:Array(String)}) AS url)";
    try (FormattedQueries queries = new FormattedQueries(TestClickHouse.shared().admin());
        InputStream answer = queries.askFor("demo", sql, Map.of("urls", URLS), "TSV")) {
      assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII).lines())
          .isEqualTo(URLS.stream().map(url -> Boolean.toString(DocumentLink.is(url))).toList());
    }
  }
}

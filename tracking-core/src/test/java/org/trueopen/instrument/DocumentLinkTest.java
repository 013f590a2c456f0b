package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentLinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://demo.example/prices.pdf",
        "HTTPS://demo.example/files/Prices%202026.PDF?download=1#page=3",
        "http://demo.example:8080/a/b.c/list.csv",
        "https://demo.example/a|b/offer.docx"
      })
  void aPathThatEndsInADocumentsNameIsOne(String url) {
    assertThat(DocumentLink.is(url)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://demo.example/read",
        "https://demo.example/pdf",
        "https://demo.example/prices.pdf/",
        "https://demo.example/prices.pdfx",
        "https://demo.example/view?file=prices.pdf",
        "https://demo.example/#prices.pdf",
        "https://archive.zip",
        "https://archive.zip?a=/b.pdf",
        "prices.pdf",
        ""
      })
  void whateverElseIsNone(String url) {
    assertThat(DocumentLink.is(url)).isFalse();
  }
}

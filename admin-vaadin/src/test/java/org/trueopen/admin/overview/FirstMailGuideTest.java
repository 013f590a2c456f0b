package org.trueopen.admin.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstMailGuideTest {

  @Test
  void theCommandCallsWhereIngestIsReachedForTheAccountsDomain() {
    FirstMailGuide guide = new FirstMailGuide("https://t.acme.example", "acme.example");

    assertThat(guide.getElement().getTextRecursively())
        .contains("curl -s https://t.acme.example/v1/messages")
        .contains("news@acme.example")
        .doesNotContain("localhost");
  }
}

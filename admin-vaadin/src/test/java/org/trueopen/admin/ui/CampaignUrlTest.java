package org.trueopen.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"spring", "50% off", "a/b", "../x", "~tilde", "Ärger & Söhne", ".", "a;b"})
  void everyNameComesBackFromOneSegmentThatServersAccept(String name) {
    String segment = CampaignUrl.segment(name);

    assertThat(segment).matches("[A-Za-z0-9~][A-Za-z0-9._~-]*");
    assertThat(CampaignUrl.name(segment)).contains(name);
  }

  @Test
  void whatIsNoneOfOursNamesNothing() {
    assertThat(CampaignUrl.name("~***")).isEmpty();
    assertThat(CampaignUrl.name("~")).isEmpty();
    assertThat(CampaignUrl.name("a b")).isEmpty();
  }
}

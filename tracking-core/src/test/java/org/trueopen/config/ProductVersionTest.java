package org.trueopen.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductVersionTest {

  @Test
  void theBuildHasWrittenItDown() {
    assertThat(ProductVersion.text()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?( \\([^${}]+\\))?");
  }

  @Test
  void outsideOfACheckoutThereIsNoCommit() {
    assertThat(ProductVersion.text("1.2.0", "")).isEqualTo("1.2.0");
    assertThat(ProductVersion.text("1.2.0", "1a2b3c4d5e6f")).isEqualTo("1.2.0 (1a2b3c4d5e6f)");
  }
}

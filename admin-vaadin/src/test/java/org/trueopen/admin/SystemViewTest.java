package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.config.ProductVersion;

/** The page System, without a browser and without anything to ask. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class SystemViewTest extends Pages {

  @Test
  void itSaysWhichTrueOpenThisIs() {
    open("system");

    assertThat(text()).contains("TrueOpen " + ProductVersion.text() + ". Admin: Java 25");
  }
}

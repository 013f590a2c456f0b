package org.trueopen.standalone.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** An admin erases a recipient, and looks whether anything about them is left. */
final class ErasureJourney {

  private final Page page;

  ErasureJourney(Page page) {
    this.page = page;
  }

  void findDelivery(String id, String recipient) {
    page.navigate(Product.uri(Product.ADMIN, "/deliveries/" + id).toString());
    assertThat(page.locator("body")).containsText(recipient);
  }

  void erase(String recipient) {
    page.navigate(Product.uri(Product.ADMIN, "/config/privacy").toString());
    page.locator("#erase-address input").fill(recipient);
    page.locator("#erase").click();
    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Erase for good").setExact(true))
        .click();
  }

  /** The receipt says that nothing is left, and does not keep what was to be erased. */
  void readTheReceipt(String recipient) {
    assertThat(page.locator(".receipt")).containsText("Erasure of a recipient");
    assertThat(page.locator(".receipt")).containsText(Pattern.compile("deliveries +1\\s"));
    assertThat(page.locator(".receipt")).containsText(Pattern.compile("left +0\\s"));
    assertThat(page.locator(".receipt")).not().containsText(recipient);
    assertThat(page.getByText("Download the receipt")).isVisible();
  }

  void findNothingOf(String id, String recipient) {
    page.navigate(Product.uri(Product.ADMIN, "/deliveries/" + id).toString());
    assertThat(page.locator("body")).containsText("No delivery of this account has that id");
    page.navigate(Product.uri(Product.ADMIN, "/messages?range=24h&q=" + recipient).toString());
    assertThat(page.locator("body")).containsText("matches \"" + recipient + "\"");
  }
}

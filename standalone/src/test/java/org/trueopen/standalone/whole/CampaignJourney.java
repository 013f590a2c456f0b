package org.trueopen.standalone.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** An analyst reads a campaign: from the list to its page, its links, its readers, and another. */
final class CampaignJourney {

  private final Page page;

  CampaignJourney(Page page) {
    this.page = page;
  }

  void openFromTheList(String campaign) {
    page.navigate(Product.uri(Product.ADMIN, "/campaigns").toString());
    page.locator(".campaign-grid")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(campaign).setExact(true))
        .click();
    assertThat(page).hasURL(Pattern.compile(".*/campaigns/" + campaign + "\\?range=30d"));
    assertThat(page.locator("h1")).hasText(campaign);
  }

  void findInFigures(String text) {
    assertThat(page.locator(".tiles")).containsText(text);
  }

  /** Chooses the first link, the one most followed, and finds somebody who followed it. */
  void seeWhoFollowedTheFirstLink() {
    page.locator(".links-table .link-choice").first().click();
    assertThat(page).hasURL(Pattern.compile(".*[?&]link=.*"));
    Locator clicks = page.locator(".link-clicks");
    assertThat(clicks).containsText("Who followed http");
    assertThat(clicks.locator("tbody tr").first()).containsText("@");
    assertThat(clicks.locator("tbody .verdict").first()).isVisible();
  }

  /** Rows come as the list is scrolled to. */
  void findRecipients(Pattern recipient) {
    page.locator(".recipients").scrollIntoViewIfNeeded();
    assertThat(page.locator(".recipients")).containsText(recipient);
  }

  void compareWith(String other) {
    page.getByLabel("Compare with another campaign").fill(other);
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(other)).click();
    assertThat(page).hasURL(Pattern.compile(".*[?&]with=" + other + ".*"));
    Locator comparison = page.locator(".comparison");
    assertThat(comparison).containsText("Side by side");
    assertThat(comparison.locator("thead")).containsText(other);
    assertThat(comparison).containsText(Pattern.compile("The bands( do not)? overlap"));
  }
}

package org.trueopen.standalone.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.trueopen.admin.domain.TestDns;

/** An admin sets a sending domain up, and publishes what its page shows at a real name server. */
final class DomainJourney {

  private final Page page;
  private final TestDns dns;

  DomainJourney(Page page, TestDns dns) {
    this.page = page;
    this.dns = dns;
  }

  void add(String domain, String trackingHost) {
    page.navigate(Product.uri(Product.ADMIN, "/config/domains").toString());
    page.locator("#domain-name input").fill(domain);
    page.locator("#domain-host input").fill(trackingHost);
    page.locator("#domain-save").click();
    assertThat(card(domain)).containsText("Not validated");
    assertThat(card(domain)).containsText("Tracking host not verified");
  }

  /** What DNS says while nothing is published: expected against found. */
  void checkInVain(String domain) {
    check(domain);
    assertThat(card(domain)).containsText("was expected; there is none");
    assertThat(card(domain)).containsText("there is no CNAME at that name");
    assertThat(card(domain)).containsText("Not validated");
  }

  /** As somebody does who copies each name and value into the form of a DNS provider. */
  void publishWhatIsShown(String domain) {
    Locator records = card(domain).locator(".dns-record");
    assertThat(records).hasCount(2);
    List<String> txt = records.nth(0).locator("code").allTextContents();
    List<String> alias = records.nth(1).locator("code").allTextContents();
    dns.publishTxt(txt.get(0), txt.get(1));
    dns.publishCname(alias.get(0), alias.get(1));
  }

  void checkAndFindItVerified(String domain) {
    check(domain);
    assertThat(card(domain)).containsText("The TXT record is there: the domain is yours.");
    assertThat(card(domain).locator(".chips")).containsText("Validated");
    assertThat(card(domain).locator(".chips")).containsText("Tracking host verified");
  }

  private void check(String domain) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check now: " + domain))
        .click();
  }

  private Locator card(String domain) {
    return page.locator(".domain").filter(new Locator.FilterOptions().setHasText(domain));
  }
}

package org.trueopen.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewslettersTest {

  private final List<Newsletter> mails = Newsletters.load();

  @Test
  void everyMailHasWhatRealNewslettersHave() {
    assertThat(mails).hasSizeBetween(6, 10);
    assertThat(mails)
        .allSatisfy(
            mail -> {
              assertThat(mail.html())
                  .startsWith("<!DOCTYPE html>")
                  .contains("<style>", "<!--[if mso]>", "class=\"preheader\"", "</html>")
                  .contains("/unsubscribe?list=", "href=\"mailto:", "href=\"#top\"", "&amp;")
                  .contains("<img src=\"data:image/png;base64,");
              assertThat(mail.text()).isNotBlank().contains("https://demo.example/");
              assertThat(mail.html().length()).isLessThan(102_000 / 2);
            });
  }

  @Test
  void trackedLinksAreWebLinksOfTheSenderWithoutUnsubscribing() {
    assertThat(mails)
        .allSatisfy(
            mail ->
                assertThat(mail.links())
                    .hasSizeBetween(5, 15)
                    .doesNotHaveDuplicates()
                    .allMatch(link -> link.matches("https://(shop\\.)?demo\\.example/.*"))
                    .noneMatch(link -> link.contains("unsubscribe") || link.contains("&amp;")));
    assertThat(mails).allMatch(mail -> mail.links().stream().anyMatch(link -> link.contains("&")));
  }

  @Test
  void mailsComeFromTheDemosThreeMailboxes() {
    assertThat(mails)
        .extracting(Newsletter::mailbox)
        .containsOnly("news@demo.example", "shop@demo.example", "support@demo.example");
  }

  @Test
  void campaignOfTheDigestCarriesItsWeek() {
    assertThat(mails.getFirst().campaignOn(LocalDate.of(2026, 11, 12)))
        .isEqualTo("weekly-digest-46");
  }
}

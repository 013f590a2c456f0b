package org.trueopen.ingest.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.trueopen.instrument.HtmlTemplate;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.RecipientUrls;
import org.trueopen.instrument.TextTemplate;

/**
 * The two bodies of a mail that was given as JSON.
 *
 * @param html null for none
 * @param text null for none
 * @param textLinks whether links in the text are tracked
 */
record BodyTemplate(
    @Nullable HtmlTemplate html, @Nullable TextTemplate text, boolean textLinks, List<String> links)
    implements MailTemplate {

  /**
   * @param html empty for none
   * @param text empty for none
   */
  static BodyTemplate parse(String html, String text, LinkRules rules, boolean textLinks) {
    HtmlTemplate htmlBody = html.isEmpty() ? null : HtmlTemplate.parse(html, rules);
    TextTemplate textBody = text.isEmpty() ? null : TextTemplate.parse(text, rules);
    List<String> links = new ArrayList<>();
    if (htmlBody != null) {
      links.addAll(htmlBody.links());
    }
    if (textBody != null && textLinks && links.size() + textBody.links().size() <= MAX_LINKS) {
      links.addAll(textBody.links());
      return new BodyTemplate(htmlBody, textBody, true, List.copyOf(links));
    }
    return new BodyTemplate(htmlBody, textBody, false, List.copyOf(links));
  }

  /** As many as a token can number. */
  private static final int MAX_LINKS = 0x10000;

  @Nullable String htmlFor(RecipientUrls urls) {
    return html == null ? null : html.render(urls, 0);
  }

  @Nullable String textFor(RecipientUrls urls) {
    if (text == null) {
      return null;
    }
    int firstLink = html == null ? 0 : html.links().size();
    return text.render(textLinks ? urls : new WithoutLinks(urls), firstLink);
  }

  /** Leaves links alone and all else as it is. */
  private record WithoutLinks(RecipientUrls urls) implements RecipientUrls {

    @Override
    public @Nullable String pixel() {
      return urls.pixel();
    }

    @Override
    public @Nullable String earlyPixel() {
      return urls.earlyPixel();
    }

    @Override
    public String image(String destination, String name) {
      return urls.image(destination, name);
    }

    @Override
    public @Nullable String link(int number) {
      return null;
    }

    @Override
    public String optOut() {
      return urls.optOut();
    }
  }
}

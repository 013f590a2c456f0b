package org.trueopen.ingest.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.MailboxAddress;
import org.trueopen.ingest.web.JsonBody;
import org.trueopen.ingest.web.Problems;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** Reads and checks the JSON of {@code POST /v1/messages}. */
final class JsonMessageParser {

  /** The JSON as it stands; every field may be missing. */
  private record Body(
      @Nullable String from,
      @Nullable List<@Nullable String> to,
      @Nullable String subject,
      @Nullable String html,
      @Nullable String text,
      @Nullable String campaign,
      @Nullable List<@Nullable String> unsubscribeUrls,
      @Nullable Tracking tracking) {}

  private record Tracking(
      @Nullable String opens,
      @Nullable String clicks,
      @Nullable String identity,
      @Nullable String textLinks) {
    static final Tracking NONE = new Tracking(null, null, null, null);
  }

  /** More than any mail's List-Unsubscribe names. */
  private static final int MAX_UNSUBSCRIBE_URLS = 20;

  private static final int MAX_URL_CHARS = 8000;

  private final int maxRecipients;

  JsonMessageParser(int maxRecipients) {
    this.maxRecipients = maxRecipients;
  }

  JsonMessage parse(byte[] json) throws RequestException {
    Body body = JsonBody.read(json, Body.class);
    Problems problems = new Problems();
    Values values = new Values(problems);
    Optional<MailboxAddress> from = values.from(body.from());
    List<MailboxAddress> to = values.recipients(body.to(), maxRecipients);
    String html = values.unicode("html", body.html());
    String text = values.unicode("text", body.text());
    if (html.isEmpty() && text.isEmpty()) {
      problems.add("html, text", "at least one of them", "neither");
    }
    String subject = values.line("subject", body.subject(), Values.MAX_SUBJECT_CHARS);
    String campaign = values.line("campaign", body.campaign(), Values.MAX_CAMPAIGN_CHARS);
    Set<String> unsubscribe = unsubscribeUrls(body.unsubscribeUrls(), values, problems);
    TrackingSwitches switches = switches(body.tracking(), values);
    problems.finish("invalid-message");
    return new JsonMessage(
        new Send(
            from.orElseThrow(),
            to,
            subject,
            campaign,
            switches,
            unsubscribe,
            !html.isEmpty(),
            !text.isEmpty(),
            null),
        html,
        text);
  }

  private static TrackingSwitches switches(@Nullable Tracking given, Values values) {
    Tracking tracking = Objects.requireNonNullElse(given, Tracking.NONE);
    return new TrackingSwitches(
        values.choice("tracking.opens", tracking.opens(), Switch.INHERIT),
        values.choice("tracking.clicks", tracking.clicks(), Switch.INHERIT),
        values.choice("tracking.identity", tracking.identity(), Identity.INHERIT),
        values.choice("tracking.textLinks", tracking.textLinks(), Switch.INHERIT));
  }

  private static Set<String> unsubscribeUrls(
      @Nullable List<@Nullable String> urls, Values values, Problems problems) {
    if (urls == null) {
      return Set.of();
    }
    if (urls.size() > MAX_UNSUBSCRIBE_URLS) {
      problems.add(
          "unsubscribeUrls", "at most " + MAX_UNSUBSCRIBE_URLS, Integer.toString(urls.size()));
      return Set.of();
    }
    return urls.stream()
        .map(url -> values.line("unsubscribeUrls", url, MAX_URL_CHARS).strip())
        .filter(url -> !url.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}

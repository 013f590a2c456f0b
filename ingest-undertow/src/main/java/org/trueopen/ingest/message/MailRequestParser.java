package org.trueopen.ingest.message;

import io.undertow.util.StatusCodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.trueopen.id.DeliveryId;
import org.trueopen.id.MailboxAddress;
import org.trueopen.ingest.web.Problems;
import org.trueopen.ingest.web.RequestException;
import org.trueopen.instrument.MimeSource;
import org.trueopen.settings.DecidedBy;
import org.trueopen.settings.Identity;
import org.trueopen.settings.Switch;
import org.trueopen.settings.TrackingSwitches;

/** Reads and checks a mail and the query parameters beside it; these win over its headers. */
final class MailRequestParser {

  private static final Set<String> PARAMETERS =
      Set.of("to", "campaign", "opens", "clicks", "identity", "textLinks");

  private final int maxRecipients;

  MailRequestParser(int maxRecipients) {
    this.maxRecipients = maxRecipients;
  }

  MailRequest parse(byte[] mail, Map<String, Deque<String>> query) throws RequestException {
    requireKnown(query);
    MimeSource source = MimeSource.read(mail);
    TrackingHeaders headers = TrackingHeaders.of(source);
    Problems problems = new Problems();
    Values values = new Values(problems);
    Optional<MailboxAddress> from = source.from();
    if (from.isEmpty()) {
      problems.add("from", "a header From with an address", "none");
    }
    List<MailboxAddress> to = recipients(source, query.get("to"), values, problems);
    String campaign =
        values.line("campaign", one(query, "campaign", problems), Values.MAX_CAMPAIGN_CHARS);
    TrackingSwitches switches = switches(query, headers.switches(), values, problems);
    problems.finish("invalid-message");
    Optional<DeliveryId> ownId = to.size() == 1 ? headers.deliveryId() : Optional.empty();
    Send send = send(source, from.orElseThrow(), to, campaign(query, campaign, headers), switches);
    return new MailRequest(send, source, ownId, warnings(source, headers));
  }

  /** The campaign and the switches are the caller's, whatever the headers say. */
  static Send send(
      MimeSource source,
      MailboxAddress from,
      List<MailboxAddress> to,
      String campaign,
      TrackingSwitches switches) {
    return new Send(
        from,
        to,
        oneLine(source.subject()),
        campaign,
        switches,
        source.unsubscribeUrls(),
        source.hasHtml(),
        source.hasText(),
        source.obstacle());
  }

  private static void requireKnown(Map<String, Deque<String>> query) throws RequestException {
    for (String name : query.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new RequestException(
            StatusCodes.BAD_REQUEST,
            "unknown-parameter",
            "unknown query parameter \"%s\"; known here: %s"
                .formatted(Problems.cut(name), String.join(", ", new TreeSet<>(PARAMETERS))));
      }
    }
  }

  private List<MailboxAddress> recipients(
      MimeSource source, @Nullable Collection<String> given, Values values, Problems problems) {
    if (given != null) {
      return values.recipients(new ArrayList<@Nullable String>(given), maxRecipients);
    }
    List<MailboxAddress> found = source.recipients().stream().distinct().toList();
    if (found.isEmpty() || found.size() > maxRecipients) {
      problems.add(
          "to",
          "1 to %d addresses in query parameters to, or in the headers To, Cc and Bcc"
              .formatted(maxRecipients),
          Integer.toString(found.size()));
    }
    return found;
  }

  private static @Nullable String one(
      Map<String, Deque<String>> query, String name, Problems problems) {
    Deque<String> given = query.get(name);
    if (given == null) {
      return null;
    }
    if (given.size() > 1) {
      problems.add(name, "one query parameter", Integer.toString(given.size()));
    }
    return given.getFirst();
  }

  private static String campaign(
      Map<String, Deque<String>> query, String given, TrackingHeaders headers) {
    return query.containsKey("campaign") ? given : headers.campaign();
  }

  private static TrackingSwitches switches(
      Map<String, Deque<String>> query,
      TrackingSwitches headers,
      Values values,
      Problems problems) {
    return new TrackingSwitches(
        query.containsKey("opens")
            ? values.choice("opens", one(query, "opens", problems), Switch.INHERIT)
            : headers.opens(),
        query.containsKey("clicks")
            ? values.choice("clicks", one(query, "clicks", problems), Switch.INHERIT)
            : headers.clicks(),
        query.containsKey("identity")
            ? values.choice("identity", one(query, "identity", problems), Identity.INHERIT)
            : headers.identity(),
        query.containsKey("textLinks")
            ? values.choice("textLinks", one(query, "textLinks", problems), Switch.INHERIT)
            : headers.textLinks());
  }

  private static List<String> warnings(MimeSource source, TrackingHeaders headers) {
    List<String> warnings = new ArrayList<>();
    for (String name : headers.ignored()) {
      warnings.add("the header " + name + " could not be understood and was ignored");
    }
    if (source.obstacle() == DecidedBy.UNREADABLE) {
      String detail = source.obstacleDetail();
      warnings.add(
          "the mail's structure could not be read, so it was left as it came"
              + (detail.isEmpty() ? "" : ": " + Problems.cut(detail)));
    }
    return warnings;
  }

  /** A subject as it can be shown: what an encoded word may smuggle in is left out. */
  static String oneLine(String subject) {
    String line = subject.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    if (line.length() <= Values.MAX_SUBJECT_CHARS) {
      return line;
    }
    int end = Values.MAX_SUBJECT_CHARS;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end);
  }
}

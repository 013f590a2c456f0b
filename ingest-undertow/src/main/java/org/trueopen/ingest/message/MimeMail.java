package org.trueopen.ingest.message;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.trueopen.event.Delivery;
import org.trueopen.instrument.LinkRules;
import org.trueopen.instrument.MimeSource;
import org.trueopen.instrument.MimeTemplate;

/**
 * A whole mail, headers and all.
 *
 * @param template null where the mail must stay as it came
 */
record MimeMail(MimeSource source, @Nullable MimeTemplate template) implements MailTemplate {

  static MimeMail parse(MimeSource source, LinkRules rules, boolean textLinks) {
    return new MimeMail(
        source, source.obstacle() == null ? source.template(rules, true, textLinks) : null);
  }

  @Override
  public List<String> links() {
    return template == null ? List.of() : template.links();
  }

  /** Writes the copy of one of the deliveries. */
  static void writeCopy(Instrumented<MimeMail> mail, Delivery delivery, OutputStream out)
      throws IOException {
    Map<String, String> headers = Map.of(TrackingHeaders.DELIVERY, delivery.deliveryId());
    MimeTemplate template = mail.template().template();
    if (template == null) {
      mail.template().source().writeUntouched(out, headers);
    } else {
      template.writeTo(out, mail.urlsOf(delivery), headers);
    }
  }
}

package org.trueopen.admin.webhooks;

import java.util.List;
import org.trueopen.id.AccountId;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.WebhookRequests;

/** What the admin needs of the process that posts to webhooks; they talk by Kafka alone. */
public interface WebhookStore {

  /** The last attempts for an endpoint, newest first. */
  List<PostOutcome> latest(AccountId account, String endpoint);

  /**
   * Asks for one event to be posted to one endpoint.
   *
   * @param event a CloudEvent in JSON
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  void post(AccountId account, String endpoint, String event);

  /**
   * Asks for what was given up for an endpoint to be posted once more.
   *
   * @return how many events, the oldest; at most {@value WebhookRequests#MOST_REPLAYED}, and if it
   *     is that many there may be more
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  int replay(AccountId account, String endpoint);
}

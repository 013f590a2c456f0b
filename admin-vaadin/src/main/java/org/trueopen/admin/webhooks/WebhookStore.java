package org.trueopen.admin.webhooks;

import java.util.List;
import org.trueopen.id.AccountId;
import org.trueopen.log.PostOutcome;

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
   * Asks for all that was given up for an endpoint to be posted once more.
   *
   * @return how many events
   * @throws org.trueopen.log.EventLogException if Kafka cannot be reached
   */
  int replay(AccountId account, String endpoint);
}

package org.trueopen.admin.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.trueopen.id.AccountId;
import org.trueopen.log.KafkaConfig;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.WebhookLog;
import org.trueopen.log.WebhookRequests;

/** By the topics of webhooks. */
public final class KafkaWebhooks implements WebhookStore, AutoCloseable {

  private final WebhookLog log;
  private final WebhookRequests requests;

  public KafkaWebhooks(KafkaConfig kafka) {
    this.log = new WebhookLog(kafka, "admin");
    this.requests = new WebhookRequests(kafka, "admin");
  }

  @Override
  public List<PostOutcome> latest(AccountId account, String endpoint) {
    return log.latest(account.value(), endpoint);
  }

  @Override
  public void post(AccountId account, String endpoint, String event) {
    requests.post(account.value(), endpoint, event.getBytes(UTF_8));
  }

  @Override
  public int replay(AccountId account, String endpoint) {
    return requests.replay(
        key -> key.account().equals(account.value()) && key.endpoint().equals(endpoint));
  }

  @Override
  public void close() {
    requests.close();
    log.close();
  }
}

package org.trueopen.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trueopen.admin.webhooks.WebhookStore;
import org.trueopen.id.AccountId;
import org.trueopen.log.PostOutcome;

/** What is asked for, and attempts that a test adds. */
public final class FakeWebhooks implements WebhookStore {

  private final List<PostOutcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<String> posted = new CopyOnWriteArrayList<>();

  void add(PostOutcome outcome) {
    outcomes.add(outcome);
  }

  /** Events by {@code endpoint event}. */
  List<String> posted() {
    return posted;
  }

  @Override
  public List<PostOutcome> latest(AccountId account, String endpoint) {
    List<PostOutcome> found = new ArrayList<>(outcomes);
    found.removeIf(
        outcome ->
            !outcome.key().account().equals(account.value())
                || !outcome.key().endpoint().equals(endpoint));
    return found;
  }

  @Override
  public void post(AccountId account, String endpoint, String event) {
    posted.add(endpoint + ' ' + event);
  }

  @Override
  public int replay(AccountId account, String endpoint) {
    return 3;
  }
}

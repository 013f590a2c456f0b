package org.trueopen.admin.webhooks;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.id.AccountId;
import org.trueopen.log.EventLogException;
import org.trueopen.log.PostOutcome;
import org.trueopen.log.WebhookRequests;
import org.trueopen.settings.EngagementChange;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** The account's endpoints: what each gets, whether it is taken, and a form for one more. */
public final class WebhooksPanel extends Div {

  /** What the page is made anew for. */
  private record Shown(WebhookSettings webhooks, List<List<PostOutcome>> latest) {}

  private final transient Webhooks webhooks;
  private final transient AccountId account;
  private final String user;
  private final Notice problem = new Notice(Notice.Kind.ERROR);
  private final Notice secret = new Notice(Notice.Kind.WARNING);
  private final Notice done = new Notice(Notice.Kind.INFO);
  private final Div endpoints = Html.block("webhooks");
  private final TextField url = new TextField("Address");
  private final CheckboxGroup<EngagementChange> events = new CheckboxGroup<>("Events");
  private transient Optional<Shown> shown = Optional.empty();

  /**
   * @param user who changes what is changed here
   */
  public WebhooksPanel(Webhooks webhooks, AccountId account, LiveUpdates live, String user) {
    this.webhooks = webhooks;
    this.account = account;
    this.user = user;
    addClassName("settings");
    secret.setId("webhook-secret");
    Div panel =
        Html.block(
            "panel",
            new H2("Webhooks"),
            Html.text(
                "quiet",
                "Each event is posted as JSON in the CloudEvents format, signed as Standard Webhooks"
                    + " says, and tried again for a day. Receivers drop what they have by webhook-id."),
            problem,
            secret,
            done,
            endpoints,
            form());
    add(panel);
    live.follow(this, () -> account, asked -> latest(), this::show).refresh();
  }

  private Component form() {
    url.setId("webhook-url");
    url.setPlaceholder("https://app.example/hooks/trueopen");
    url.setWidthFull();
    events.setId("webhook-events");
    events.setItems(EngagementChange.values());
    events.setItemLabelGenerator(WebhooksPanel::word);
    events.select(EngagementChange.values());
    Button add = new Button("Add", click -> add());
    add.setId("add-webhook");
    add.addThemeVariants(ButtonVariant.PRIMARY);
    return Html.block("setting", url, events, Html.block("actions", add));
  }

  private void add() {
    Optional<String> wrong = WebhookUrls.problem(url.getValue().strip());
    if (wrong.isPresent()) {
      problem.say("Address: " + wrong.get() + '.');
    } else if (webhooks.of(account).endpoints().size() >= Webhooks.MAX_ENDPOINTS) {
      problem.say("There are " + Webhooks.MAX_ENDPOINTS + " endpoints, the most there may be.");
    } else {
      attempt(
          () -> {
            showSecret(webhooks.add(account, url.getValue().strip(), events.getValue(), user));
            url.clear();
          });
    }
  }

  private void showSecret(Webhooks.Secret made) {
    secret.say("Copy the secret of " + made.endpoint() + " now, it is shown once: " + made.text());
  }

  private Shown latest() {
    WebhookSettings found = webhooks.of(account);
    return new Shown(
        found,
        found.endpoints().stream()
            .map(endpoint -> webhooks.latest(account, endpoint.id()))
            .toList());
  }

  private void show(Answer<Shown> answer) {
    if (answer instanceof Answer.Found<Shown>(Shown latest) && !Optional.of(latest).equals(shown)) {
      shown = Optional.of(latest);
      endpoints.removeAll();
      for (int i = 0; i < latest.webhooks().endpoints().size(); i++) {
        endpoints.add(row(latest.webhooks().endpoints().get(i), latest.latest().get(i)));
      }
      if (latest.webhooks().endpoints().isEmpty()) {
        endpoints.add(Html.text("quiet", "No endpoint yet."));
      }
    }
  }

  private Div row(WebhookEndpoint endpoint, List<PostOutcome> latest) {
    Div address = Html.text("link-url", endpoint.url());
    Div what =
        Html.text(
            "quiet",
            "%s: %s%s"
                .formatted(
                    endpoint.id(),
                    String.join(
                        ", ",
                        endpoint.events().stream().sorted().map(WebhooksPanel::word).toList()),
                    endpoint.enabled() ? "" : " (switched off)"));
    Div row = Html.block("setting", address, what, actions(endpoint));
    row.setId("webhook-" + endpoint.id());
    latest.stream().limit(5).forEach(outcome -> row.add(Html.text("quiet", words(outcome))));
    return row;
  }

  private Div actions(WebhookEndpoint endpoint) {
    return Html.block(
        "actions",
        button(
            "Send a test event",
            () -> {
              webhooks.test(account, endpoint.id());
              done.say("A test event is on its way.");
            }),
        button(
            "Replay what was given up",
            () -> done.say(replayed(webhooks.replay(account, endpoint.id())))),
        button(
            endpoint.enabled() ? "Switch off" : "Switch on",
            () -> webhooks.setEnabled(account, endpoint.id(), !endpoint.enabled(), user)),
        button("New secret", () -> showSecret(webhooks.renewSecret(account, endpoint.id(), user))),
        button("Remove", () -> webhooks.remove(account, endpoint.id(), user)));
  }

  private static String replayed(int events) {
    return events
        + " events are sent again."
        + (events < WebhookRequests.MOST_REPLAYED
            ? ""
            : " There may be more; replay again when these are through.");
  }

  private Button button(String text, Step step) {
    Button button = new Button(text, click -> attempt(step));
    button.addThemeVariants(ButtonVariant.TERTIARY);
    return button;
  }

  private interface Step {
    void run() throws ChangedMeanwhileException;
  }

  private void attempt(Step step) {
    List.of(problem, done, secret).forEach(Notice::hush);
    try {
      step.run();
      show(new Answer.Found<>(latest()));
    } catch (ChangedMeanwhileException e) {
      problem.say("Somebody else has changed the webhooks meanwhile; look at them and try again.");
    } catch (EventLogException e) {
      problem.say("Not done: Kafka, which keeps the settings, does not answer. Try again soon.");
    }
  }

  private static String words(PostOutcome outcome) {
    String result = outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "%s: %s, attempt %d, %s%s"
        .formatted(
            outcome.at(),
            outcome.type().replaceFirst("^org\\.trueopen\\.", ""),
            outcome.attempt(),
            result,
            outcome.detail().isEmpty() ? "" : ": " + outcome.detail());
  }

  private static String word(EngagementChange change) {
    return change.name().toLowerCase(Locale.ROOT);
  }
}

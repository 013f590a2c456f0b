package org.trueopen.admin.rulelab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.net.URLEncoder;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trueopen.admin.rulelab.LabRun.State;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.Toasts;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.log.EventLogException;
import org.trueopen.rehearsal.Comparison;
import org.trueopen.settings.ListChanges;
import org.trueopen.settings.ListEntry;
import org.trueopen.verdict.Threshold;

/** The rule lab. What is tried stands in the URL, so that it can be shared before it is enabled. */
@Route("rules")
@PageTitle("Rule lab | TrueOpen")
@RolesAllowed({"ADMIN", "ANALYST"})
final class RuleLabView extends Div implements BeforeEnterObserver {

  private static final Logger LOG = LoggerFactory.getLogger(RuleLabView.class);

  /** As long as the topics hold hits. */
  private static final List<Integer> DAYS = List.of(1, 2, 3, 5, 7);

  private static final int DEFAULT_DAYS = 3;
  private static final String DAYS_PARAMETER = "days";
  private static final String NETWORKS_PARAMETER = "ownNetworks";
  private static final String OFF_PARAMETER = "listsOff";
  private static final String ENTRIES_PARAMETER = "listEntries";

  private final transient RuleLab lab;
  private final transient AuthenticationContext authentication;
  private final List<ThresholdField> fields;
  private final OwnNetworksField networks = new OwnNetworksField(this::changed);
  private final SignalListsField lists;
  private final Select<Integer> days = new Select<>();
  private final TextField search = new TextField();
  private final Button run = new Button("Try on the last days' mail");
  private final Button reset = new Button("Reset");
  private final Button cancel = new Button("Cancel");
  private final Button enable = new Button("Enable");
  private final ProgressBar bar = new ProgressBar();
  private final Div step = Html.text("quiet", "");
  private final Div progress = Html.block("lab-progress", bar, step, cancel);
  private final Div tried = Html.text("lab-tried", "");
  private final Notice notice = new Notice(Notice.Kind.WARNING);
  private final Div result = Html.block("lab-outcome");
  private transient RuleLab.Present present;
  private transient @Nullable LabRun current;
  private transient @Nullable LabQuestion answered;
  private Viewer viewer = new Viewer(ZoneOffset.UTC);

  RuleLabView(RuleLab lab, AuthenticationContext authentication) {
    this.lab = lab;
    this.authentication = authentication;
    this.present = lab.present();
    this.lists = new SignalListsField(lab::today, this::changed);
    this.fields =
        Arrays.stream(Threshold.values())
            .map(threshold -> new ThresholdField(threshold, this::changed))
            .toList();
    addClassName("page");
    prepareActions();
    add(
        Html.block("page-head", Html.block("page-titles", new H1("Rule lab"))),
        Html.text(
            "quiet",
            "Try other thresholds, other networks of your own or other signal lists on the mail of the last days. Nothing"
                + " changes, neither in reports nor for hits to come, until you enable what you tried."),
        notice,
        Html.block(
            "lab",
            Html.block("lab-tried-panel", rulesPanel(), lists),
            Html.block("lab-side-panel", runPanel(), result)));
  }

  private Div rulesPanel() {
    search.setPlaceholder("Find a threshold");
    search.setAriaLabel("Find a threshold");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(event -> showMatching(event.getValue()));
    Div list = Html.block("thresholds");
    fields.forEach(list::add);
    list.add(networks);
    return Html.block("panel", Html.block("panel-head", new H2("Thresholds"), search), list);
  }

  private Div runPanel() {
    progress.setVisible(false);
    return Html.panel("Try", tried, Html.block("actions", days, run, enable, reset), progress);
  }

  private void prepareActions() {
    days.setItems(DAYS);
    days.setItemLabelGenerator(count -> "last " + Words.count(count, "day"));
    days.setAriaLabel("Days of mail");
    days.setValue(DEFAULT_DAYS);
    days.addValueChangeListener(
        event -> {
          if (event.isFromClient()) {
            changed();
          }
        });
    run.setId("lab-run");
    run.addThemeVariants(ButtonVariant.PRIMARY);
    run.addClickListener(event -> start());
    reset.addThemeVariants(ButtonVariant.TERTIARY);
    reset.addClickListener(event -> reset());
    enable.setId("lab-enable");
    enable.addClickListener(event -> confirm());
    enable.setVisible(authentication.hasRole("ADMIN"));
    cancel.setId("lab-cancel");
    cancel.addThemeVariants(ButtonVariant.TERTIARY);
    cancel.addClickListener(event -> Objects.requireNonNull(current).cancel());
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    viewer = Viewer.of(event.getUI());
    QueryParameters parameters = event.getLocation().getQueryParameters();
    days.setValue(
        parameters
            .getSingleParameter(DAYS_PARAMETER)
            .flatMap(RuleLabView::number)
            .filter(DAYS::contains)
            .orElse(DEFAULT_DAYS));
    present = lab.present();
    for (ThresholdField field : fields) {
      Threshold threshold = field.threshold();
      int holds =
          present.rules().thresholds().getOrDefault(threshold.text(), threshold.defaultValue());
      Integer wanted =
          parameters
              .getSingleParameter(threshold.text())
              .flatMap(RuleLabView::number)
              .filter(threshold::allows)
              .orElse(null);
      field.show(threshold.allows(holds) ? holds : threshold.defaultValue(), wanted);
    }
    networks.show(
        present.rules().ownNetworks(),
        parameters.getSingleParameter(NETWORKS_PARAMETER).orElse(null));
    lists.show(
        present.rules().lists(),
        parameters.getSingleParameter(OFF_PARAMETER).orElse(null),
        parameters.getSingleParameter(ENTRIES_PARAMETER).orElse(null));
    showTried();
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a link somebody has mistyped
    }
  }

  private void showMatching(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    fields.forEach(field -> field.setVisible(field.matches(wanted)));
    networks.setVisible(networks.matches(wanted));
  }

  private LabQuestion question() {
    Map<String, Integer> values = new TreeMap<>();
    for (ThresholdField field : fields) {
      Integer value = field.tried();
      if (value != null) {
        values.put(field.threshold().text(), value);
      }
    }
    return new LabQuestion(days.getValue(), values, networks.tried(), lists.tried());
  }

  /** The user has changed something: the URL follows, and an older result is not this one's. */
  private void changed() {
    LabQuestion question = question();
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(DAYS_PARAMETER, Integer.toString(question.days()));
    question.thresholds().forEach((name, value) -> parameters.put(name, Integer.toString(value)));
    if (question.ownNetworks() != null) {
      parameters.put(NETWORKS_PARAMETER, String.join(",", question.ownNetworks()));
    }
    ListChanges holds = present.rules().lists();
    if (question.lists() != null) {
      if (!question.lists().off().equals(holds.off())) {
        parameters.put(OFF_PARAMETER, String.join(",", question.lists().sortedOff()));
      }
      if (!question.lists().entries().equals(holds.entries())) {
        parameters.put(
            ENTRIES_PARAMETER,
            URLEncoder.encode(
                question.lists().entries().stream()
                    .map(ListEntry::text)
                    .collect(Collectors.joining("\n")),
                UTF_8));
      }
    }
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + '=' + each.getValue())
            .collect(Collectors.joining("&"));
    UI.getCurrent().getPage().getHistory().replaceState(null, "rules?" + query);
    showTried();
  }

  private void showTried() {
    LabQuestion question = question();
    boolean any = question.isAnything();
    boolean allowed = fields.stream().allMatch(ThresholdField::isAllowed) && networks.isAllowed();
    boolean running = current != null && current.isUnderWay();
    tried.setText(
        any
            ? TriedWords.of(question, present.rules())
            : "Change a threshold or a list to begin. Each threshold says what it does and why its"
                + " default is what it is.");
    run.setEnabled(any && allowed && !running);
    reset.setVisible(any && !running);
    enable.setEnabled(any && allowed && question.equals(answered));
    enable.setTooltipText(
        question.equals(answered) ? "" : "Try these rules first, to see what they would change");
    result.setClassName("stale", answered != null && !question.equals(answered));
  }

  private void start() {
    notice.hush();
    LabQuestion question = question();
    try {
      LabRun started = lab.start(question, user());
      current = started;
      result.removeAll();
      answered = null;
      UI ui = UI.getCurrent();
      started.listen(() -> push(ui, started, question));
      show(started, question);
    } catch (LabBusyException e) {
      notice.say(e.user() + " is trying rules at the moment. Run yours when that is done.");
    }
  }

  /** On the run's own thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // what a page throws goes to its error handler
  private void push(UI ui, LabRun started, LabQuestion question) {
    try {
      ui.access(() -> show(started, question));
    } catch (UIDetachedException e) {
      LOG.debug("The page was closed; its comparison ends");
      started.cancel();
    }
  }

  private void show(LabRun shown, LabQuestion question) {
    if (shown != current) {
      return;
    }
    progress.setVisible(shown.isUnderWay());
    switch (shown.state()) {
      case State.Running(double share) -> {
        bar.setValue(share);
        step.setText("%d %% of the mail read and judged".formatted(Math.round(100 * share)));
      }
      case State.Done(Comparison found) -> {
        answered = question;
        result.removeAll();
        result.add(new LabResult(found, question.days(), viewer));
      }
      case State.Failed(String why) -> notice.say(why);
      case State.Cancelled() -> notice.say("Cancelled. Nothing was changed.");
    }
    showTried();
  }

  private void reset() {
    fields.forEach(
        field -> {
          Threshold threshold = field.threshold();
          field.show(
              present.rules().thresholds().getOrDefault(threshold.text(), threshold.defaultValue()),
              null);
        });
    networks.show(present.rules().ownNetworks(), null);
    lists.show(present.rules().lists(), null, null);
    changed();
  }

  private void confirm() {
    LabQuestion question = question();
    ConfirmDialog dialog = new ConfirmDialog();
    dialog.setHeader("Enable these rules?");
    dialog.setText(
        TriedWords.of(question, present.rules())
            + ". Hits from now on, and mail they belong to, are judged by them. Earlier verdicts"
            + " stay as they are. The change stands in the settings' history.");
    dialog.setCancelable(true);
    dialog.setConfirmText("Enable");
    dialog.addConfirmListener(event -> enable(question));
    dialog.open();
  }

  private void enable(LabQuestion question) {
    try {
      lab.enable(question, present.version(), user());
      present = lab.present();
      reset();
      answered = null;
      showTried();
      Toasts.good("Enabled. The job judges by these rules within seconds.");
    } catch (ChangedMeanwhileException e) {
      present = lab.present();
      notice.say(
          "Not enabled: somebody else has changed the rules meanwhile. Reload the page to see what"
              + " holds, and try yours against it.");
    } catch (EventLogException e) {
      LOG.warn("Enabling rules failed", e);
      notice.say("Not enabled: Kafka, which keeps the settings, does not answer. Try again soon.");
    }
  }

  private String user() {
    return authentication.getPrincipalName().orElse("");
  }
}

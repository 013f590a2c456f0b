package org.trueopen.admin.messages;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.MessageFilter;
import org.trueopen.admin.report.MessagePulse;
import org.trueopen.admin.report.MessageRow;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Reports;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.id.AccountId;

/** Every delivery, newest first. */
@Route("messages")
@PageTitle("Messages | TrueOpen")
@PermitAll
final class MessagesView extends Div implements BeforeEnterObserver {

  private static final String SEARCH = "q";

  private final transient Reports reports;
  private final transient AccountId account;
  private final transient Clock clock;
  private final RangePicker picker = new RangePicker(MessagesView.class);
  private final CsvLink csv = new CsvLink("Messages");
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Span total = Html.inline("quiet", "");
  private final TextField search = new TextField();
  private final Div empty = Html.text("empty", "");
  private final MessageGrid grid;
  private final CallbackDataProvider<MessageRow, Void> rows;
  private final transient Feed<Question, MessagePulse> feed;
  private volatile Question question = Question.INITIAL;

  MessagesView(Reports reports, LiveUpdates live, AccountId account, Clock clock) {
    this.reports = reports;
    this.account = account;
    this.clock = clock;
    addClassNames("page", "page-full");
    grid = new MessageGrid(clock, () -> question.viewer());
    rows =
        new MessagePages(
                reports,
                account,
                () -> filter(question),
                this::showCount,
                () -> notice.say(StoreDownNotice.WORDS))
            .provider();
    grid.setDataProvider(rows);
    grid.addItemClickListener(
        event ->
            UI.getCurrent()
                .navigate(
                    DeliveryView.class,
                    new RouteParam("delivery", event.getItem().deliveryId().value())));
    empty.setVisible(false);
    feed = live.follow(this, () -> question, this::pulse, this::show);
    Div titles = Html.block("page-titles", new H1("Messages"), total);
    add(
        Html.block("page-head", titles, Html.block("page-tools", csv, picker)),
        searchField(),
        notice,
        empty,
        grid);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Location location = event.getLocation();
    String text = location.getQueryParameters().getSingleParameter(SEARCH).orElse("");
    question = new Question(RangePicker.in(location), text, Viewer.of(event.getUI()));
    grid.fit(event.getUI());
    search.setValue(text);
    picker.show(question.range(), location.getQueryParameters());
    feed.refresh();
  }

  private TextField searchField() {
    search.addClassName("search");
    search.setPlaceholder("Recipient, subject or campaign");
    search.setAriaLabel("Search messages");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(
        event -> {
          if (event.isFromClient()) {
            searchFor(event.getValue().strip());
          }
        });
    return search;
  }

  private void searchFor(String text) {
    question = new Question(question.range(), text, question.viewer());
    QueryParameters parameters = QueryParameters.of("range", question.range().code());
    if (!text.isEmpty()) {
      parameters = parameters.merging(SEARCH, text);
    }
    // The URL follows without a navigation, so that the field keeps its focus.
    UI.getCurrent().getPage().getHistory().replaceState(null, new Location("messages", parameters));
    picker.show(question.range(), parameters);
    feed.refresh();
  }

  private MessageFilter filter(Question asked) {
    Window window = asked.range().endingAt(clock.instant(), asked.viewer().zone());
    return new MessageFilter(window.from(), window.to(), asked.search());
  }

  private MessagePulse pulse(Question asked) {
    return reports.messagePulse(account, filter(asked));
  }

  private void show(Answer<MessagePulse> answer) {
    switch (answer) {
      case Answer.Found<MessagePulse> found -> {
        notice.hush();
        rows.refreshAll();
      }
      case Answer.Unavailable<MessagePulse> unavailable -> notice.say(StoreDownNotice.WORDS);
    }
  }

  private void showCount(int found) {
    total.setText(Words.number(found) + (found == 1 ? " delivery" : " deliveries"));
    csv.to(
        "messages",
        question.range().endingAt(clock.instant(), question.viewer().zone()),
        List.of("search", question.search()));
    showEmptiness(found == 0);
  }

  private void showEmptiness(boolean isEmpty) {
    empty.setVisible(isEmpty);
    grid.setVisible(!isEmpty);
    empty.setText(
        question.search().isEmpty()
            ? "Nothing was sent in the last " + question.range().label() + "."
            : "Nothing sent in the last "
                + question.range().label()
                + " matches \""
                + question.search()
                + "\".");
  }

  /** What the page asks for at present. */
  private record Question(Range range, String search, Viewer viewer) {
    static final Question INITIAL = new Question(Range.WEEK, "", new Viewer(ZoneOffset.UTC));
  }
}

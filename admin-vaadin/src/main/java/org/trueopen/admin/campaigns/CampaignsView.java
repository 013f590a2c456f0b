package org.trueopen.admin.campaigns;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.report.Range;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CsvLink;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.admin.ui.RangePicker;
import org.trueopen.admin.ui.StoreDownNotice;
import org.trueopen.admin.ui.Viewer;
import org.trueopen.admin.ui.Words;
import org.trueopen.id.AccountId;

/** Every campaign with mail in a range; range, search and order stand in the URL. */
@Route("campaigns")
@PageTitle("Campaigns | TrueOpen")
@PermitAll
final class CampaignsView extends Div implements BeforeEnterObserver {

  private static final String SEARCH = "q";
  private static final String SORT = "sort";

  private final transient Clock clock;
  private final RangePicker picker = new RangePicker(CampaignsView.class);
  private final CsvLink csv = new CsvLink("Campaigns");
  private final Notice notice = new Notice(Notice.Kind.ERROR);
  private final Span total = Html.inline("quiet", "");
  private final TextField search = new TextField();
  private final Div none = Html.text("empty", "");
  private final CampaignGuide guide = new CampaignGuide();
  private final CampaignGrid grid;
  private final transient Feed<Question, List<Campaign>> feed;
  private volatile Question question = Question.INITIAL;

  CampaignsView(CampaignReports reports, LiveUpdates live, AccountId account, Clock clock) {
    this.clock = clock;
    addClassNames("page", "page-full");
    grid = new CampaignGrid(clock, () -> question.viewer(), this::sorted);
    none.setVisible(false);
    guide.setVisible(false);
    Div titles = Html.block("page-titles", new H1("Campaigns"), total);
    add(
        Html.block("page-head", titles, Html.block("page-tools", csv, picker)),
        searchField(),
        notice,
        none,
        guide,
        grid);
    feed =
        live.follow(
            this,
            () -> question,
            asked -> {
              Window window = asked.range().endingAt(clock.instant(), asked.viewer().zone());
              return reports.list(account, window, asked.search());
            },
            this::show);
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    Location location = event.getLocation();
    QueryParameters parameters = location.getQueryParameters();
    String text = parameters.getSingleParameter(SEARCH).orElse("");
    String sort = parameters.getSingleParameter(SORT).orElse("");
    question =
        new Question(RangePicker.in(location, Range.MONTH), text, sort, Viewer.of(event.getUI()));
    search.setValue(text);
    grid.fit(event.getUI());
    grid.sortBy(sort);
    picker.show(question.range(), parameters);
    feed.refresh();
  }

  private TextField searchField() {
    search.addClassName("search");
    search.setPlaceholder("Name of a campaign");
    search.setAriaLabel("Search campaigns");
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(
        event -> {
          if (event.isFromClient()) {
            question =
                new Question(
                    question.range(), event.getValue().strip(), question.sort(), question.viewer());
            followInUrl();
            feed.refresh();
          }
        });
    return search;
  }

  private void sorted(String sort) {
    question = new Question(question.range(), question.search(), sort, question.viewer());
    followInUrl();
  }

  /** The URL follows without a navigation, so that the field keeps its focus. */
  private void followInUrl() {
    QueryParameters parameters = QueryParameters.of("range", question.range().code());
    if (!question.search().isEmpty()) {
      parameters = parameters.merging(SEARCH, question.search());
    }
    if (!question.sort().isEmpty()) {
      parameters = parameters.merging(SORT, question.sort());
    }
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(null, new Location("campaigns", parameters));
    picker.show(question.range(), parameters);
  }

  private void show(Answer<List<Campaign>> answer) {
    switch (answer) {
      case Answer.Found<List<Campaign>>(List<Campaign> campaigns) -> {
        notice.hush();
        boolean searched = !question.search().isEmpty();
        total.setText(
            campaigns.size() < CampaignReports.MOST
                ? Words.count(campaigns.size(), "campaign")
                : "the " + Words.number(campaigns.size()) + " that sent last; search for others");
        guide.setVisible(campaigns.isEmpty() && !searched);
        none.setVisible(campaigns.isEmpty() && searched);
        none.setText(
            "No campaign with mail in the last "
                + question.range().label()
                + " matches \""
                + question.search()
                + "\".");
        csv.to(
            "campaigns",
            question.range().endingAt(clock.instant(), question.viewer().zone()),
            List.of("search", question.search()));
        csv.setVisible(!campaigns.isEmpty());
        grid.setVisible(!campaigns.isEmpty());
        grid.show(campaigns, question.range());
      }
      case Answer.Unavailable<List<Campaign>> unavailable -> {
        notice.say(StoreDownNotice.WORDS);
        grid.addClassName("stale");
      }
    }
  }

  /** What the page asks for at present. */
  private record Question(Range range, String search, String sort, Viewer viewer) {
    static final Question INITIAL = new Question(Range.MONTH, "", "", new Viewer(ZoneOffset.UTC));
  }
}

package org.trueopen.admin.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.popover.Popover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.AdminApplication;
import org.trueopen.admin.FakeReports;
import org.trueopen.admin.Pages;
import org.trueopen.admin.TestAdmin;
import org.trueopen.admin.chart.EChart;
import org.trueopen.admin.report.Filter;
import org.trueopen.admin.report.Mark;
import org.trueopen.admin.report.Totals;
import org.trueopen.admin.share.ShareButton;
import org.trueopen.store.generation.Generation;

/** Comparison, marks, filters and steps of the dashboard, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class, OverviewPageTest.Own.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ANALYST")
class OverviewPageTest extends Pages {

  /** Makes the application this test's own, whichever test comes before it. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Own {}

  @Autowired private FakeReports reports;

  @BeforeEach
  void fill() {
    reports.setDown(false);
    reports.setTotals(new Totals(1000, 800, 600, 500, 300, 100, 80, 60, 350, 70, 90, 30, 5, 55, 4));
    reports.setBefore(Totals.NONE);
    reports.setMarks(List.of());
    reports.setGeneration(null);
  }

  @Test
  void figuresOfAnotherGenerationSayWhichItIsAndWhatIsNotInIt() {
    follow("");
    assertThat(text()).doesNotContain("generation");

    reports.setGeneration(
        new Generation(
            "strict",
            "trueopen_g1",
            "2026.11.2+0a1b2c3d",
            Instant.parse("2026-11-26T08:00:00Z"),
            "",
            Instant.parse("2026-11-26T08:01:00Z"),
            true,
            new Generation.Counts(1200, 3000, 34, 50, 1)));
    follow("");

    assertThat(text())
        .contains("generation \u201cstrict\u201d", "by rules 2026.11.2+0a1b2c3d", "26 Nov 2026")
        .contains("What came later is not in it", "1,200 deliveries", "34 stand as before");
  }

  @Test
  void eachFigureIsComparedWithThePeriodBeforeInWordsAndSign() {
    reports.setBefore(new Totals(800, 800, 600, 500, 280, 100, 80, 72, 350, 70, 60, 40, 5, 55, 4));
    follow("");

    assertThat(text())
        .contains("\u25b2 Up 2.5 points from 35.0 %", "\u25bc Down 2.0 points from 12.0 %")
        .contains("\u25b2 Up 25 % from 800", "\u25b2 Up 20 % from 100", "= As before")
        .contains("Compared with the 7 days before", "has had longer to be read");
  }

  @Test
  void withNothingBeforeThereIsNoComparison() {
    follow("");

    assertThat(text()).contains("Nothing before to compare with").doesNotContain("Up ", "Down ");
  }

  @Test
  void changesOfSettingsStandInTheChartsAndInWords() {
    Instant at = Instant.now().minus(Duration.ofDays(2));
    reports.setMarks(List.of(new Mark(at, "Open tracking on to off, by bert")));
    follow("");

    assertThat(text()).contains("What was changed", "Open tracking on to off, by bert");
    for (EChart chart : find(EChart.class).all()) {
      assertThat(chart.option().at("/marks/0/words").asString()).contains("by bert");
      assertThat(chart.option().at("/marks/0/bar").asInt()).isBetween(15, 24);
    }
  }

  @Test
  void filtersComeFromTheUrl() {
    follow("?campaign=spring&mailbox=a@x.example&domain=x.example&recipient=y.example&client=Mutt");

    assertThat(reports.asked())
        .isEqualTo(
            new Filter(
                List.of("x.example"),
                List.of("a@x.example"),
                List.of("spring"),
                List.of("y.example"),
                List.of("Mutt")));
    assertThat(find(ComboBox.class).all())
        .anyMatch(box -> "spring".equals(box.getValue()))
        .anyMatch(box -> "Mutt".equals(box.getValue()));
    assertThat(find(Button.class).withText("Clear filters").single().isVisible()).isTrue();
  }

  @Test
  @SuppressWarnings("unchecked") // the page's lists are all of texts
  void choosingAFilterAsksForIt() {
    follow("?range=14d");
    ComboBox<String> campaign = (ComboBox<String>) find(ComboBox.class).all().getFirst();
    test(campaign).selectItem("digest");

    assertThat(reports.asked()).isEqualTo(Filter.campaign("digest"));
    assertThat(text()).contains("the 14 days before");
  }

  @Test
  void barsAreAsWideAsTheUrlSaysWithinTheSameSpan() {
    follow("?range=30d&step=week");
    assertThat(bars()).isBetween(5, 6);

    follow("?range=7d&step=hour");
    assertThat(bars()).isBetween(150, 168);

    follow("?range=24h&step=week");
    assertThat(bars()).isEqualTo(24);
  }

  @Test
  void everyFigureSaysWhatItLeavesOut() {
    follow("");

    String popovers =
        components((Component) getCurrentView())
            .filter(Popover.class::isInstance)
            .flatMap(popover -> popover.getChildren())
            .map(Pages::text)
            .collect(Collectors.joining(" "));
    assertThat(popovers).contains("Left out", "no HTML part", "signed mail", "Clicked by a person");
  }

  @Test
  void aFilterThatNothingFitsIsSaid() {
    reports.setTotals(Totals.NONE);
    follow("?campaign=none");

    assertThat(text()).doesNotContain("What was changed");
  }

  @Test
  void whoAnalysesMayShare() {
    follow("");

    assertThat(find(ShareButton.class).all()).hasSize(1);
  }

  @Test
  @WithMockUser(roles = "VIEWER")
  void whoOnlyViewsMayNotShare() {
    follow("");

    assertThat(text()).contains("Open rate");
    assertThat(find(ShareButton.class).all()).isEmpty();
  }

  private int bars() {
    return find(EChart.class).all().getFirst().option().at("/xAxis/data").size();
  }

  private static Stream<Component> components(Component of) {
    return Stream.concat(Stream.of(of), of.getChildren().flatMap(OverviewPageTest::components));
  }
}

package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.select.Select;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.admin.audit.SettingsHistory;
import org.trueopen.log.AdminDeed;

/** The audit's page, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class AuditViewTest extends Pages {

  private static final Instant AT = Instant.parse("2026-11-21T20:00:00Z");

  @Autowired private FakeHistory history;
  @Autowired private FakeDeeds deeds;

  @BeforeEach
  void startAnew() {
    history.reset();
    deeds.reset();
    history.add(
        new SettingsHistory.Row(
            AT,
            "bob",
            "TRACKING_MAILBOX",
            "support@demo.example",
            "{\"opens\":\"INHERIT\",\"clicks\":\"ON\"}",
            "{\"opens\":\"OFF\",\"clicks\":\"ON\"}"));
    deeds.record(new AdminDeed(AT.plusSeconds(60), "ada", "user-role", "vera", "VIEWER", "ADMIN"));
  }

  @Test
  void itTellsWhoChangedWhatFromWhatToWhat() {
    open("audit");

    assertThat(cell(0, 0)).contains("ada", "20:01:00");
    assertThat(cell(0, 1)).contains("User's role", "vera", "viewer → admin");
    assertThat(cell(1, 1))
        .contains("Message Tracker, mailbox", "support@demo.example")
        .contains("Open tracking: inherit → off")
        .doesNotContain("Click tracking");
  }

  @Test
  @SuppressWarnings("unchecked") // the page has one such choice
  void theFilterStandsInTheUrl() {
    open("audit?q=vera");
    assertThat(grid().getGenericDataView().getItems().count()).isEqualTo(1);
    find(Select.class).single().setValue("TRACKING_MAILBOX");
    assertThat(text()).contains("No change matches");
    open("audit?what=TRACKING_MAILBOX&from=2026-11-21&to=2026-11-21");
    assertThat(grid().getGenericDataView().getItems().count()).isEqualTo(1);
    open("audit?from=2026-11-22");
    assertThat(text()).contains("No change matches");
    open("audit?from=%2B999999999-01-01&to=%2B999999999-12-31");
    assertThat(grid().getGenericDataView().getItems().count()).isEqualTo(2);
  }

  @Test
  void withoutTheStoreItSaysWhatIsMissing() {
    history.setDown(true);
    open("audit");

    assertThat(text()).contains("does not answer", "users, opt-outs and erasures only");
    assertThat(cell(0, 1)).contains("User's role");
  }

  @Test
  @WithMockUser(username = "ann", roles = "ANALYST")
  void anAnalystDoesNotSeeIt() {
    assertNotThere("audit");
  }

  @Test
  @WithMockUser(username = "vic", roles = "VIEWER")
  void aViewerDoesNotSeeIt() {
    assertNotThere("audit");
  }

  private Grid<?> grid() {
    return find(Grid.class).single();
  }

  private String cell(int row, int column) {
    return text(test(grid()).getCellComponent(row, column));
  }
}

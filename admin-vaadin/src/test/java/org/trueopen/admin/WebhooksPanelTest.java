package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.test.context.support.WithMockUser;
import org.trueopen.log.PostKey;
import org.trueopen.log.PostOutcome;
import org.trueopen.settings.SettingKey;
import org.trueopen.settings.WebhookEndpoint;
import org.trueopen.settings.WebhookSettings;

/** The tab of the webhooks, without a browser. */
@SpringBootTest(
    classes = {AdminApplication.class, TestAdmin.class},
    properties = "vaadin.productionMode=true")
@WithMockUser(username = "ada", roles = "ADMIN")
class WebhooksPanelTest extends Pages {

  @Autowired private FakeSettings settings;
  @Autowired private FakeWebhooks webhooks;

  @BeforeEach
  void openTheTab() {
    settings.reset();
    UI.getCurrent().navigate("config/webhooks");
    roundTrip();
  }

  @Test
  void anEndpointIsAddedWithASecretThatIsShownOnce() {
    add("https://shop.example/hook");

    WebhookEndpoint added = endpoints().getFirst();
    assertThat(added.url()).isEqualTo("https://shop.example/hook");
    assertThat(added.events()).hasSize(4);
    assertThat(text()).contains("shown once: whsec_", "https://shop.example/hook");
    click("Send a test event");
    assertThat(text()).doesNotContain("whsec_");
    assertThat(webhooks.posted()).anyMatch(event -> event.startsWith(added.id() + " {"));
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    add("file:///etc/passwd");

    assertThat(text()).contains("expected an http or https address");
    assertThat(settings.view().find(SettingKey.webhooks(TestAdmin.DEMO))).isEmpty();
  }

  @Test
  void theLastAttemptsAreShownAndWhatWasGivenUpCanBeReplayed() {
    add("https://shop.example/hook");
    webhooks.add(
        new PostOutcome(
            new PostKey("demo", endpoints().getFirst().id(), "e1"),
            "org.trueopen.engagement.opened.v1",
            8,
            PostOutcome.Result.GIVEN_UP,
            503,
            12,
            Instant.EPOCH,
            "answered 503"));

    click("Replay what was given up");

    assertThat(text())
        .contains("engagement.opened.v1, attempt 8, given up: answered 503")
        .contains("3 events are sent again");
  }

  @Test
  void anEndpointIsSwitchedOffAndRemoved() {
    add("https://shop.example/hook");

    click("Switch off");
    assertThat(endpoints().getFirst().enabled()).isFalse();
    click("Remove");
    assertThat(endpoints()).isEmpty();
    assertThat(text()).contains("No endpoint yet");
  }

  @Test
  void aRowThatWasChangedMeanwhileBringsBackNeitherAnOldSecretNorAnEndpoint() {
    add("https://shop.example/hook");
    WebhookEndpoint shown = endpoints().getFirst();
    settings.overwrite(
        SettingKey.webhooks(TestAdmin.DEMO),
        WebhookSettings.NONE.with(shown.withNextSecret()),
        "bob");

    click("Switch off");
    assertThat(endpoints()).containsExactly(shown.withNextSecret().withEnabled(false));
    settings.overwrite(SettingKey.webhooks(TestAdmin.DEMO), WebhookSettings.NONE, "bob");
    click("Switch on");

    assertThat(endpoints()).isEmpty();
    assertThat(text()).contains("Somebody else has changed the webhooks meanwhile");
  }

  private void add(String url) {
    test(find(TextField.class).withId("webhook-url").single()).setValue(url);
    click("Add");
  }

  private List<WebhookEndpoint> endpoints() {
    return settings
        .view()
        .find(SettingKey.webhooks(TestAdmin.DEMO))
        .map(setting -> ((WebhookSettings) setting.value()).endpoints())
        .orElse(List.of());
  }
}

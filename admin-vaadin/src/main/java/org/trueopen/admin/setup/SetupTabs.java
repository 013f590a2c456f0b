package org.trueopen.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.Map;

/** The tabs of Config Setup: each is a page of its own, so that it has a URL. */
final class SetupTabs extends Nav {

  /** In the order in which they stand. */
  private static final Map<String, Class<? extends Component>> TABS = new LinkedHashMap<>();

  static {
    TABS.put("Default", ConfigView.class);
    TABS.put("Domains", DomainsView.class);
    TABS.put("Mailboxes", MailboxesView.class);
    TABS.put("Campaigns", CampaignSettingsView.class);
    TABS.put("Privacy", PrivacyView.class);
    TABS.put("API keys", ApiKeysView.class);
    TABS.put("Webhooks", WebhooksView.class);
  }

  SetupTabs(Class<? extends Component> current) {
    addClassName("page-tabs");
    setAriaLabel("Config Setup");
    TABS.forEach(
        (name, view) -> {
          RouterLink link = new RouterLink(name, view);
          link.setHighlightCondition((ignored, event) -> false);
          if (view == current) {
            link.addClassName("current");
            link.getElement().setAttribute("aria-current", "page");
          }
          add(link);
        });
  }
}

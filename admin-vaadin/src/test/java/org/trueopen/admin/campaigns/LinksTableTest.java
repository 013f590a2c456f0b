package org.trueopen.admin.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.ui.Viewer;

class LinksTableTest {

  @Test
  void aLinkToADocumentIsMarked() {
    LinksTable table = new LinksTable(() -> new Viewer(ZoneOffset.UTC));
    table.at(new Location("campaigns/spring"), "link");
    table.show(
        List.of(link("https://demo.example/prices.pdf"), link("https://demo.example/read")),
        "",
        List.of());

    assertThat(table.getElement().getTextRecursively())
        .containsSubsequence("demo.example/prices.pdf", "Document", "demo.example/read")
        .containsOnlyOnce("Document");
  }

  private static CampaignReport.Link link(String url) {
    return new CampaignReport.Link(url, 3, 2, 0, 0, 1);
  }
}
